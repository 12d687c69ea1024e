import type { Decision } from './decision.ts'
import type { LegalDate } from '../dates.ts'
import type { Submission } from '../content/editions.ts'
import type { EditorialEvent } from './events.ts'
import type { Flag } from './flags.ts'
import type { LoneDecision } from './lone-decisions.ts'
import type { DeskState, LiveEdition, OpenEdition, SafetyFix, Withdrawal } from './heads.ts'
import type { LawFlag, Said } from './law-answers.ts'
import type { PublishProblem } from './publish-problems.ts'
import type { SharedChange } from './shared-changes.ts'
import type { Work } from '../work.ts'

/** What the desk can do with an entry, as its buttons name it. */
export const DESK_ACTIONS = [
  'submit',
  'approve',
  'request-changes',
  'safety-fix',
  'verify',
  'ask-withdrawal',
  'confirm-withdrawal',
  'decline-withdrawal',
  'safety-withdrawal',
  'second-review',
] as const
export type DeskAction = (typeof DESK_ACTIONS)[number]

/** Who did something, and when. */
export interface Deed {
  by: string
  at: string
}

/** An open flag of an entry. */
export interface EntryFlag extends Pick<Flag, 'key' | 'kind' | 'about' | 'detail' | 'claims' | 'at'> {
  /** The day on which the change of law that it is about takes force; null for a flag about something else. */
  effectiveOn: LegalDate | null
}

/** An answer with the number of its edition. */
export interface SaidInForce extends Said {
  n: number | null
}

/** The flag of a law change that waits for answers, claim by claim. */
export interface LawFlagStatus extends LawFlag {
  /** The open edition was submitted before the flag: it cannot settle it. */
  openBefore: boolean
  units: {
    /** Null for the whole entry. */
    claim: string | null
    label: string
    /** Said for good, with a verification or an edition that went live. */
    answered: SaidInForce | null
    /** Said of the open edition. */
    open: SaidInForce | null
    /** Said last, of any edition: what a form suggests. */
    last: SaidInForce | null
  }[]
}

/** What an editor is shown of an entry: where it stands, what may be done next, and what stands in the way. */
export interface WorkflowStatus {
  key: string
  /** A place, or the words of the site: without sources and dates, and told in no list of changes. */
  structure: boolean
  state: DeskState
  revision: number
  today: LegalDate
  live: (LiveEdition & { dueOn: LegalDate | null; verifiedOn: LegalDate | null; overdue: boolean }) | null
  open:
    | (OpenEdition & {
        submission: Submission
        /** The day on which its sources were checked. */
        checkedOn: LegalDate | null
        submitted: Deed
        /** Names of those who saved what is in it. */
        savedBy: string[]
        /** What it prints of shared records otherwise than what is live. */
        shared: readonly SharedChange[]
        approved: Deed | null
        /** What a reviewer asked to be changed. */
        notes: { claim: string | null; label: string | null; text: string; by: string }[]
        /** The working copy was saved again since this edition was frozen from it. */
        editedSince: boolean
      })
    | null
  fix: SafetyFix | null
  /** `changeNote`: what readers are to be told of it, if anything. */
  withdrawal: (Withdrawal & { byName: string; reason: string; changeNote: string | null }) | null
  secondReviewDue: string | null
  /** What was decided alone, oldest first, while its second review is due. */
  alone: LoneDecision[]
  everLive: boolean
  /** The last day on which a person confirmed it, and the day on which what readers see took force, where nobody has looked since. */
  confirmedOn: LegalDate | null
  unconfirmedSince: LegalDate | null
  can: Record<DeskAction, Decision>
  claims: { id: string; label: string; sources: number; covered: boolean }[]
  /** Sources of the live edition: what a verification opens. */
  sources: { key: string; title: string; url: string }[]
  flags: EntryFlag[]
  /** Law changes that wait for answers; also those that its withdrawal settled, until it is live again. */
  lawFlags: LawFlagStatus[]
  /** Changes that a correction may correct, newest first. */
  changes: { seq: number; kind: string; note: string | null; at: string }[]
  /** The newest release that was asked for because of this entry. */
  publishing: Pick<
    Work,
    'state' | 'step' | 'done' | 'total' | 'problem' | 'askedAt' | 'endedAt' | 'notBefore'
  > | null
  /** Somebody else who has typed in it of late and not saved. */
  writing: Deed | null
  /** Where readers see it; null where it is not live, or its guide is not published. */
  url: string | null
  /** Why readers do not have it as it is live, since when, and what they have; null where they do. */
  notPublished: (PublishProblem & { since: string }) | null
}

/** What happened to an entry, newest first, and the editions it has had. */
export interface EntryHistory {
  events: Pick<EditorialEvent, 'n' | 'at' | 'actor' | 'action' | 'revision' | 'edition' | 'details'>[]
  editions: {
    n: number
    hash: string
    revision: number
    state: EditionState
    at: string
    by: string
    submission: Submission
    seq: number | null
  }[]
}

export const EDITION_STATES = {
  'in-review': 'In review',
  'changes-requested': 'Changes requested',
  approved: 'Approved',
  live: 'Live',
  superseded: 'Superseded',
  withdrawn: 'Withdrawn',
  replaced: 'Replaced',
} as const
export type EditionState = keyof typeof EDITION_STATES
