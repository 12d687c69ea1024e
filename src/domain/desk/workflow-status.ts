import type { Decision } from './decision.ts'
import type { LegalDate } from '../dates.ts'
import type { Problem } from '../content/coverage.ts'
import type { Submission } from '../content/editions.ts'
import type { EditorialEvent } from './events.ts'
import type { ShownAsk } from './experts.ts'
import type { FlaggedClaim } from './flagged-claims.ts'
import type { Flag } from './flags.ts'
import type { LoneDecision } from './lone-decisions.ts'
import type { Colleague } from './assignees.ts'
import type { Assigned, DeskState, LiveEdition, OpenEdition, SafetyFix, Withdrawal } from './heads.ts'
import type { LawFlag, Said } from './law-answers.ts'
import type { PublishProblem } from './publish-problems.ts'
import type { SharedChange } from './shared-changes.ts'
import type { ShownThread } from './threads.ts'
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
  'assign',
] as const
export type DeskAction = (typeof DESK_ACTIONS)[number]

/** Who did something, and when. */
export interface Deed {
  by: string
  at: string
}

/** An open flag of an entry, or of a page that shows it: its `entry` is empty then. */
export interface EntryFlag extends Pick<
  Flag,
  'key' | 'kind' | 'entry' | 'about' | 'detail' | 'claims' | 'at'
> {
  /** What its claims are called, also those that the entry does not make any more. */
  claimLabels: string[]
  /** The day the law change behind it takes force; null for other flags. */
  effectiveOn: LegalDate | null
  /** For a law change: which of the instrument's provisions change; null for the whole of it. */
  provisions: string | null
  /** For a law change: the claims that it flags, each with what the entry cites for it. */
  flagged: FlaggedClaim[]
}

/** An answer with the number of its edition. */
export interface SaidInForce extends Said {
  n: number | null
}

/** A law change flag that awaits answers, claim by claim. */
export interface LawFlagStatus extends LawFlag {
  /** The open edition was submitted before the flag, so it cannot settle it. */
  openBefore: boolean
  units: {
    /** Null for the whole entry. */
    claim: string | null
    label: string
    /** Final: given with a verification or with an edition that went live. */
    answered: SaidInForce | null
    /** Given for the open edition. */
    open: SaidInForce | null
    /** The latest answer for any edition, which forms suggest. */
    last: SaidInForce | null
  }[]
}

/** An entry's status as editors see it: its state, its next actions, and what blocks them. */
export interface WorkflowStatus {
  key: string
  /** A place or the words of the site: these have no sources or dates and appear in no list of changes. */
  structure: boolean
  state: DeskState
  revision: number
  today: LegalDate
  live: (LiveEdition & { dueOn: LegalDate | null; verifiedOn: LegalDate | null; overdue: boolean }) | null
  open:
    | (OpenEdition & {
        submission: Submission
        /** The day its sources were checked. */
        checkedOn: LegalDate | null
        submitted: Deed
        /** Names of those who saved a revision in it. */
        savedBy: string[]
        /** What it prints of shared records differently from the live edition. */
        shared: readonly SharedChange[]
        approved: Deed | null
        /** Changes that a reviewer requested. */
        notes: { claim: string | null; label: string | null; text: string; by: string }[]
        /** The working copy has been saved since this edition was frozen from it. */
        editedSince: boolean
        /** All those with which it goes live under a law change may go now, or it goes by itself. */
        othersReady: boolean
        /** It waits for the others under a law change that is not there any more. */
        lawChangeGone: boolean
      })
    | null
  fix: SafetyFix | null
  /** `changeNote`: the note for readers, if any. */
  withdrawal: (Withdrawal & { byName: string; reason: string; changeNote: string | null }) | null
  secondReviewDue: string | null
  /** Whose task it is, by name; null if nobody's. `why` it cannot be theirs any more; null if it can. */
  assigned:
    (Assigned & { name: string; late: boolean; awayUntil: LegalDate | null; why: string | null }) | null
  colleagues: Colleague[]
  /** Decisions made alone, oldest first, while their second review is due. */
  alone: LoneDecision[]
  everLive: boolean
  /**
   * The last day on which a person confirmed it, and the day the live text took force if nobody has checked it
   * since.
   */
  confirmedOn: LegalDate | null
  unconfirmedSince: LegalDate | null
  can: Record<DeskAction, Decision>
  claims: { id: string; label: string; sources: number; covered: boolean }[]
  /** What readers would miss: told to the editor, and no reason to refuse a submission. */
  notices: Problem[]
  /** Sources of the live edition, which a verification opens. */
  sources: { key: string; title: string; url: string }[]
  flags: EntryFlag[]
  /** Questions and remarks, oldest first: resolved ones, too. */
  threads: ShownThread[]
  /** What experts outside were asked, oldest first, and whether this person may ask one. */
  experts: ShownAsk[]
  mayAskExperts: boolean
  /** The link that was just made, with its token: nothing else gives it again. */
  made?: string
  /** Law changes that await answers, including those settled by its withdrawal until it is live again. */
  lawFlags: LawFlagStatus[]
  /** Changes that a correction can refer to, newest first. */
  changes: { seq: number; kind: string; note: string | null; at: string }[]
  /** The newest release requested because of this entry. */
  publishing: Pick<
    Work,
    'state' | 'step' | 'done' | 'total' | 'problem' | 'askedAt' | 'endedAt' | 'notBefore'
  > | null
  /** Someone else who has recently edited it without saving. */
  writing: Deed | null
  /** Its public address; null if it is not live or its guide is not published. */
  url: string | null
  /** Why readers lack the live edition, since when, and what they have instead; null if they have it. */
  notPublished: (PublishProblem & { since: string }) | null
}

/** The open edition as the review screen shows it. */
export type ShownEdition = NonNullable<WorkflowStatus['open']>

/** An entry's events, newest first, and its editions. */
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
