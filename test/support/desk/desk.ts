import type { Payload, PayloadRequest } from 'payload'
import { legalDate, type LegalDate } from '#domain/dates.ts'
import type { Submission } from '#domain/content/editions.ts'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import type { Head } from '#domain/desk/heads.ts'
import type { LawAnswer } from '#domain/desk/law-answers.ts'
import { approve } from '#desk/desk/approve.ts'
import { Refused, type Desk } from '#desk/desk.ts'
import type { About } from '#desk/entry.ts'
import { workflowStatusOf } from '#desk/desk/queries/workflow-status-of.ts'
import { submit } from '#desk/desk/submit.ts'
import { actorOf } from '#lib/actor.ts'
import { fixedClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { inTransaction } from '#store/transaction.ts'
import { makeDueLive } from '#worker/publish/live.ts'
import { requestOf, type Person } from './staff.ts'

export const NO_WORDS: Submission = {
  changeNote: null,
  changeKind: 'change',
  effectiveOn: null,
  goesLiveOn: null,
  corrects: null,
}

/** A test's submission, besides the text. */
type SaidInTest = Partial<Submission> & { checkedOn?: LegalDate }

/** The default day on which the sources of a submission were checked: in January at first, then the current day. */
export const checkedAsUsual = ({ everLive, today }: Pick<WorkflowStatus, 'everLive' | 'today'>): LegalDate =>
  everLive ? today : legalDate('2026-01-31')

/** The desk of a test: people act at it, each in their own transaction, at the time of its clock. */
export interface TestDesk {
  clock: ReturnType<typeof fixedClock>
  /** Runs one person's action. */
  as<T>(user: Person, work: (desk: Desk) => Promise<T>): Promise<T>
  submit(
    user: Person,
    about: About,
    from: number,
    said?: SaidInTest,
    answers?: readonly LawAnswer[],
  ): Promise<{ head: Head; hash: string }>
  approve(user: Person, about: About, hash: string, answers?: readonly LawAnswer[]): Promise<Head>
  /** Runs the worker's publisher: returns how many entries went live or were withdrawn. */
  publisher(): Promise<number>
  /**
   * Takes a saved working copy live: one submits, another approves, the worker publishes.
   * @param seen the questions that were on screen at the approval.
   */
  live(
    author: Person,
    reviewer: Person,
    about: About,
    from: number,
    said?: SaidInTest,
    seen?: readonly number[],
  ): Promise<string>
}

export function testDesk(payload: Payload, instant = '2026-11-21T10:00:00Z', timeZone = 'UTC'): TestDesk {
  const clock = fixedClock(instant)
  const desk: TestDesk = {
    clock,
    as: async (user, work) => {
      const req: PayloadRequest = await requestOf(payload, user)
      const actor = actorOf(req)
      if (!actor) throw new Error('Nobody acts here.')
      return inTransaction(req, () => work({ req, actor, clock, timeZone }))
    },
    submit: async (user, about, from, said = {}, answers = []) => {
      const { checkedOn, ...words } = said
      const { head, edition } = await desk.as(user, async (mine) =>
        submit(mine, {
          ...about,
          from,
          submission: { ...NO_WORDS, ...words },
          answers,
          checkedOn: checkedOn ?? checkedAsUsual(await workflowStatusOf(mine, about)),
        }),
      )
      return { head, hash: edition.hash }
    },
    approve: (user, about, hash, answers = []) =>
      desk.as(user, (mine) => approve(mine, { ...about, hash, answers })),
    publisher: () => makeDueLive({ payload, clock, env: { ...env(), siteTimeZone: timeZone } }),
    live: async (author, reviewer, about, from, said, seen = []) => {
      const { hash } = await desk.submit(author, about, from, said)
      await desk.as(reviewer, (mine) => approve(mine, { ...about, hash, answers: [], seen }))
      await desk.publisher()
      return hash
    },
  }
  return desk
}

/** The desk's reason for a refusal; null where it did not refuse. */
export const refusal = (work: Promise<unknown>): Promise<Refused['decision'] | null> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof Refused ? error.decision : Promise.reject(error as Error)),
  )
