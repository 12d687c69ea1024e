import { isLegalDate, type LegalDate } from '../dates.ts'
import { RISKS, type AtRisk } from '../content/freshness.ts'

/** Why staff attention is needed: for one entry, or for a source or site and everything that depends on it. */
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
  reported: 'A reader reports an error',
} as const
export type FlagKind = keyof typeof FLAG_KINDS

export const isFlagKind = (text: unknown): text is FlagKind =>
  typeof text === 'string' && Object.hasOwn(FLAG_KINDS, text)

/** Flags of which an event of the entry tells, or the mail about what is overdue, or nobody: an edit of a shared record. */
const TOLD_OTHERWISE: ReadonlySet<FlagKind> = new Set(['law-change', 'due', 'shared-record'])

/** Whether a flag is trouble of which whoever looks after the entry is told as it arises. */
export const isTrouble = (kind: FlagKind): boolean => !TOLD_OTHERWISE.has(kind)

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
  answered: 'Looked into',
  'left-out': 'Left out',
} as const
export type FlagEnd = keyof typeof FLAG_ENDS

/** An open issue that staff must settle, about an entry, a source or a site. */
export interface Flag {
  /** Unique: composed of the kind, the entry and `about`. */
  key: string
  kind: FlagKind
  /** Empty if the flag is about a source, a site or a page: what depends on it, or is shown, is looked up when needed. */
  entry: string
  /**
   * Id of the law change; collection and id of the shared record (`sources/<id>`), with the passage after a
   * `#`; `hosts/<host>`; `due/<day>`; `reports/<id>`.
   */
  about: string
  /** The reason, in words. */
  detail: string
  /** Claims that depend on it; empty if the whole entry does. */
  claims: string[]
  /** Number of the edition that was live when the flag was raised; null if none was. */
  liveN: number | null
  at: string
  by: string
  closedAt: string | null
  closedBy: string | null
  how: FlagEnd | null
  /** Why a person dismissed it. */
  note: string | null
  /** Rung that the escalation has reached; 0 until someone was notified. */
  rung: number
}

/** The `about` value of a verification flag. */
export const aboutDue = (dueOn: LegalDate): string => `due/${dueOn}`

/** The due day of a verification flag; null for any other flag. */
export function dueDayOf({ kind, about }: Pick<Flag, 'kind' | 'about'>): LegalDate | null {
  const day = about.slice('due/'.length)
  return kind === 'due' && isLegalDate(day) ? day : null
}

/** The `about` value of what a reader reported. */
export const aboutReport = (id: string): string => `reports/${id}`

/** Id of the report that a flag is about; null for any other flag. */
export const reportOf = ({ kind, about }: Pick<Flag, 'kind' | 'about'>): string | null =>
  kind === 'reported' ? about.slice('reports/'.length) : null

/** Id of the source that a flag is about; null for any other flag. */
export function sourceOf({ about }: Pick<Flag, 'about'>): string | null {
  const [of, rest = ''] = about.split('/', 2)
  return of === 'sources' ? (rest.split('#')[0] ?? null) : null
}

/** What determines the order of a verification flag, whose claims name the risk; null for any other flag. */
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
