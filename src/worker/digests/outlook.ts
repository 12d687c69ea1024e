import { CADENCES, type Cadence } from '#domain/subscribers.ts'
import type { RunKind } from '#domain/digests.ts'
import type { MailingOutlook } from '#domain/mailing.ts'
import type { Logger } from '#lib/log.ts'
import { newestChange } from '#store/changes.ts'
import { toldUpTo } from '#store/digest-runs.ts'
import type { StoreRequest } from '#store/rows.ts'
import { claimWork, noteWork, readDueWork } from '#store/work.ts'
import type { Context } from '../context.ts'
import { outlookOf } from './plan.ts'

const KINDS: readonly RunKind[] = ['at-once', ...(Object.keys(CADENCES) as Cadence[])]

/** How long looking may take before another worker does it, in milliseconds. */
const TAKEN_FOR = 300_000

/** What each run would tell if it began now. Writes nothing. */
export async function mailingOutlook(req: StoreRequest, now: Date): Promise<MailingOutlook> {
  const toSeq = (await newestChange(req))?.seq ?? 0
  const runs: MailingOutlook['runs'] = []
  for (const kind of KINDS) {
    const run = { kind, fromSeq: await toldUpTo(req, kind), toSeq }
    const { mails, letters, seqs } = await outlookOf(req, run)
    runs.push({ ...run, mails, letters, seqs })
  }
  return { at: now.toISOString(), runs }
}

/** Answers those who asked what would go out now. */
export async function lookAhead({ payload, clock }: Context, log: Logger): Promise<void> {
  const req = { payload }
  for (const work of await readDueWork(req, 'digest-outlook', clock.now())) {
    if (!(await claimWork(req, work, new Date(clock.now().getTime() + TAKEN_FOR)))) continue
    const end = { state: 'done', endedAt: clock.now().toISOString() } as const
    try {
      const outlook = await mailingOutlook(req, clock.now())
      await noteWork(req, work.key, { ...end, result: { ...outlook } })
    } catch (error) {
      log.warn({ work: work.key, err: error as Error }, 'what would go out now could not be found')
      await noteWork(req, work.key, { ...end, problem: (error as Error).message })
    }
  }
}
