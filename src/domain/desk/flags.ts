import { isLegalDate, type LegalDate } from '../dates.ts'
import { RISKS, type AtRisk } from '../content/freshness.ts'

/** Why a person is needed: for one entry, or for a source or site and all that rests on it. */
export const FLAG_KINDS = {
  'law-change': 'Law changed',
  'shared-record': 'Shared record edited',
  'link-broken': 'Link broken',
  'link-moved': 'Address moved',
  'link-refused': 'Refused to the watch',
  'host-down': 'Site does not answer',
  'wording-altered': 'Wording altered',
  'wording-gone': 'Wording gone',
  'wording-moved': 'Wording stands elsewhere',
  'value-missing': 'Value gone from its source',
  due: 'To be verified',
} as const
export type FlagKind = keyof typeof FLAG_KINDS

export const isFlagKind = (text: unknown): text is FlagKind =>
  typeof text === 'string' && Object.hasOwn(FLAG_KINDS, text)

/** How a flag was settled. */
export const FLAG_ENDS = {
  live: 'A newer edition went live',
  withdrawn: 'Withdrawn',
  verified: 'Verified, unchanged',
  deleted: 'Deleted before it went live',
  same: 'The shared record says again what is live',
  works: 'Works again',
  address: 'Address updated',
  stands: 'Stands again',
  unused: 'Nothing rests on it any more',
  redated: 'Falls due on another day',
  dismissed: 'Dismissed',
} as const
export type FlagEnd = keyof typeof FLAG_ENDS

/** Something that waits for a person: about an entry, or about a source or site. */
export interface Flag {
  /** Unique: kind, entry, and what it is about. */
  key: string
  kind: FlagKind
  /** Empty where it is about a source or a site: what rests on that is found when it is asked for. */
  entry: string
  /**
   * Id of the law change; collection and id of the shared record (`sources/<id>`), with the passage behind a `#`;
   * `hosts/<host>`; `due/<day>`.
   */
  about: string
  /** Why, in words. */
  detail: string
  /** Claims that rest on it; empty when the whole entry does. */
  claims: string[]
  /** Number of the edition that was live when it was flagged; null where none was. */
  liveN: number | null
  at: string
  by: string
  closedAt: string | null
  closedBy: string | null
  how: FlagEnd | null
  /** Why a person dismissed it. */
  note: string | null
  /** How far up the escalation has climbed; 0 while nobody was written to. */
  rung: number
}

/** What a flag about a verification is about. */
export const aboutDue = (dueOn: LegalDate): string => `due/${dueOn}`

/** The day that a flag about a verification is about; null for another flag. */
export function dueDayOf({ kind, about }: Pick<Flag, 'kind' | 'about'>): LegalDate | null {
  const day = about.slice('due/'.length)
  return kind === 'due' && isLegalDate(day) ? day : null
}

/** What decides the order of a flag about a verification: its claims name the risk; null for another flag. */
export function atRiskOf(flag: Pick<Flag, 'kind' | 'entry' | 'about' | 'claims'>): AtRisk | null {
  const dueOn = dueDayOf(flag)
  return (
    dueOn && {
      entry: flag.entry,
      dueOn,
      risk: RISKS.find((risk) => flag.claims.includes(risk)) ?? 'other',
      reach: 0,
    }
  )
}
