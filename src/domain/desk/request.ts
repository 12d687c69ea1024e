import type { Problem } from '../content/coverage.ts'
import type { Submission } from '../content/editions.ts'
import type { LegalDate } from '../dates.ts'
import type { Answering } from './law-answers.ts'

/** What a reviewer asks to be changed: at one claim, or in the entry as a whole. */
export interface ReviewNote {
  claim: string | null
  text: string
}

/** What is said of law changes that the entry is flagged for. Whatever is left out stays open. */
export interface Answers {
  answering?: Answering
}

/** What is filled in to freeze the working copy as an edition. */
export interface FreezeForm {
  submission: Submission
  /** What coverage finds missing. */
  problems: readonly Problem[]
  today: LegalDate
  /** The words of the live edition are gone: they may be submitted again as they were. */
  lost?: boolean
}

/** What somebody wants to do, with what says whether they may. `from`: the revision that they looked at. */
export type Ask =
  | { action: 'create' }
  | { action: 'save'; from: number | null }
  | { action: 'delete' }
  | ({ action: 'submit'; from: number | null } & Answers)
  | { action: 'approve'; hash: string }
  | { action: 'request-changes'; hash: string }
  /** `hash` approves the open edition alone; null freezes the working copy for it. */
  | { action: 'safety-fix'; hash: string | null; from: number | null; today: LegalDate }
  | { action: 'verify'; hash: string }
  | { action: 'ask-withdrawal'; hash: string }
  | { action: 'confirm-withdrawal'; hash: string }
  | { action: 'decline-withdrawal'; hash: string }
  | { action: 'safety-withdrawal'; hash: string }
  /** `decision`: number of the event of the newest decision that the person looked at. */
  | { action: 'second-review'; decision: number }
  | { action: 'correct-note'; seq: number }
  | { action: 'flag' }
  | { action: 'take-over' }
  | { action: 'go-live'; today: LegalDate }
  | { action: 'withdraw' }

/** What is filled in for an action, where it has a form. */
interface Forms {
  submit: FreezeForm & Answers
  approve: Answers
  'request-changes': { notes: readonly ReviewNote[] }
  'safety-fix': FreezeForm & Answers & { reason: string }
  verify: Answers & { on: LegalDate; opened: readonly string[]; today: LegalDate }
  'ask-withdrawal': { reason: string }
  'decline-withdrawal': { reason: string }
  'safety-withdrawal': { reason: string }
  'second-review': { note: string }
  'correct-note': { before: string | null; after: string }
}

/** What somebody wants to do, with the form that they filled in for it. */
export type Request = {
  [A in Ask['action']]: Extract<Ask, { action: A }> & (A extends keyof Forms ? Forms[A] : unknown)
}[Ask['action']]
