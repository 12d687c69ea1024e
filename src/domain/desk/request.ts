import type { Problem } from '../content/coverage.ts'
import type { Submission } from '../content/editions.ts'
import type { LegalDate } from '../dates.ts'
import type { ExpertVerdict } from './experts.ts'
import type { Answering } from './law-answers.ts'

/** A change that a reviewer requests, for one claim or for the entry as a whole. */
export interface ReviewNote {
  claim: string | null
  text: string
}

/** Answers for the law changes that the entry is flagged for. Those omitted stay open. */
export interface Answers {
  answering?: Answering
}

/** The form for freezing the working copy as an edition. */
export interface FreezeForm {
  submission: Submission
  /** Problems found by the coverage check. */
  problems: readonly Problem[]
  today: LegalDate
  /** The words of the live edition are lost, so they may be submitted again unchanged. */
  lost?: boolean
}

/**
 * An action someone wants to perform, with what is needed to authorize it. `from`: the revision they looked at.
 */
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
  /** `decision`: event number of the newest decision that the person looked at. */
  | { action: 'second-review'; decision: number }
  | { action: 'correct-note'; seq: number }
  | { action: 'flag' }
  /** `to`: id of a colleague; null takes it from somebody. */
  | { action: 'assign'; to: string | null }
  /** Lets an edition go live by itself that was to go live together with others. */
  | { action: 'part' }
  | { action: 'ask-question' }
  /** `thread`: number of the event that began it. */
  | { action: 'answer-question'; thread: number }
  /** `seen`: number of the last event of the thread that the person has read. */
  | { action: 'resolve-question'; thread: number; seen: number }
  | { action: 'reopen-question'; thread: number }
  | { action: 'ask-expert'; hash: string }
  /** `ask`: number of the event by which the expert was asked. */
  | { action: 'expert-answer'; ask: number; now: Date }
  | { action: 'end-expert'; ask: number; now: Date }
  | { action: 'take-over' }
  | { action: 'go-live'; today: LegalDate }
  | { action: 'withdraw' }

/** The form fields of each action that has a form. */
interface Forms {
  submit: FreezeForm & Answers
  /** `seen`: numbers of the questions that were on screen. */
  approve: Answers & { seen: readonly number[] }
  'request-changes': { notes: readonly ReviewNote[] }
  'safety-fix': FreezeForm & Answers & { reason: string }
  verify: Answers & { on: LegalDate; opened: readonly string[]; today: LegalDate }
  'ask-withdrawal': { reason: string }
  'decline-withdrawal': { reason: string }
  'safety-withdrawal': { reason: string }
  'second-review': { note: string }
  'correct-note': { before: string | null; after: string }
  assign: { due: LegalDate | null; today: LegalDate }
  part: { reason: string }
  'ask-expert': { name: string; question: string }
  'expert-answer': { verdict: ExpertVerdict; because: string }
  'ask-question': { text: string }
  'answer-question': { text: string }
}

/** An action someone wants to perform, with its completed form. */
export type Request = {
  [A in Ask['action']]: Extract<Ask, { action: A }> & (A extends keyof Forms ? Forms[A] : unknown)
}[Ask['action']]
