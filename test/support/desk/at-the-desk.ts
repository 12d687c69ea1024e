import type { Payload } from 'payload'
import { unitsOf, type LawAnswer, type LawFlag } from '#domain/desk/law-answers.ts'
import type { Kind } from '#domain/keys.ts'
import type { Offence } from '#payload-types'
import { approve } from '#desk/desk/approve.ts'
import type { Desk } from '#desk/desk.ts'
import type { About } from '#desk/entry.ts'
import { workflowStatusOf } from '#desk/desk/queries/workflow-status-of.ts'
import { submit } from '#desk/desk/submit.ts'
import { actorOf } from '#lib/actor.ts'
import type { Clock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { inTransaction } from '#store/transaction.ts'
import { makeDueLive } from '#worker/publish/live.ts'
import { checkedAsUsual } from './desk.ts'
import { requestOf, type Person } from './staff.ts'

const submission = {
  changeNote: 'The maximum rose.',
  changeKind: 'change',
  effectiveOn: null,
  goesLiveOn: null,
  corrects: null,
} as const

/** An answer for each claim of each flag. */
export const statesNewLaw = (flags: readonly Pick<LawFlag, 'key' | 'claims'>[]): LawAnswer[] =>
  flags.flatMap((flag) =>
    unitsOf(flag).map((claim) => ({ flag: flag.key, claim, verdict: 'states-new-law', because: null })),
  )

/** People at their desks, one transaction per action. */
export class Office {
  readonly payload: Payload
  readonly clock: Clock

  constructor(payload: Payload, clock: Clock) {
    this.payload = payload
    this.clock = clock
  }

  /** Runs an action as a user. */
  async as<T>(user: Person, work: (desk: Desk) => Promise<T>): Promise<T> {
    const req = await requestOf(this.payload, user)
    const actor = actorOf(req)
    if (!actor) throw new Error('nobody')
    return inTransaction(req, () => work({ req, actor, clock: this.clock, timeZone: 'UTC' }))
  }

  about = (doc: Pick<Offence, 'id'>, kind: Kind = 'offence'): About => ({ kind, id: doc.id })

  /** Submits, answering every open law flag with: the entry states the new law. */
  async submit(
    user: Person,
    about: About,
    asked: Partial<Record<keyof typeof submission, unknown>> = {},
  ): Promise<string> {
    return this.as(user, async (desk) => {
      const workflow = await workflowStatusOf(desk, about)
      const { edition } = await submit(desk, {
        ...about,
        from: workflow.revision,
        answers: statesNewLaw(workflow.lawFlags),
        submission: { ...submission, ...asked } as typeof submission,
        checkedOn: checkedAsUsual(workflow),
      })
      return edition.hash
    })
  }

  approve = (user: Person, about: About, hash: string) =>
    this.as(user, (desk) => approve(desk, { ...about, hash }))

  /** The worker's publishing step. */
  publisher = (): Promise<number> => makeDueLive({ payload: this.payload, env: env(), clock: this.clock })

  /** One submits, another approves, and it goes live. */
  async live(editor: Person, reviewer: Person, about: About): Promise<void> {
    await this.approve(reviewer, about, await this.submit(editor, about))
    await this.publisher()
  }
}
