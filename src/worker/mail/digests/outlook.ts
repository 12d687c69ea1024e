import type { Cadence } from '#domain/slots.ts'
import { CADENCES } from '#domain/mail/subscribers.ts'
import type { RunKind } from '#domain/mail/digests.ts'
import type { MailingOutlook } from '#domain/mail/mailing.ts'
import type { Logger } from '#lib/log.ts'
import { newestChange } from '#store/publish/changes.ts'
import { notifiedUpTo } from '#store/mail/digest-runs.ts'
import type { StoreRequest } from '#store/rows.ts'
import { readDueWork } from '#store/work.ts'
import type { Context } from '../../context.ts'
import { doWork } from '../../do-work.ts'
import { outlookOf } from './plan.ts'

const KINDS: readonly RunKind[] = ['at-once', ...(Object.keys(CADENCES) as Cadence[])]

/** What each run would tell if it began now. Writes nothing. */
export async function mailingOutlook(req: StoreRequest, now: Date): Promise<MailingOutlook> {
  const toSeq = (await newestChange(req))?.seq ?? 0
  const runs: MailingOutlook['runs'] = []
  for (const kind of KINDS) {
    const run = { kind, fromSeq: await notifiedUpTo(req, kind), toSeq }
    const { mails, letters, seqs } = await outlookOf(req, run)
    runs.push({ ...run, mails, letters, seqs })
  }
  return { at: now.toISOString(), runs }
}

/** Answers those who asked what would go out now. */
export async function lookAhead(context: Context, log: Logger): Promise<void> {
  const { payload, clock } = context
  for (const work of await readDueWork({ payload }, 'digest-outlook', clock.now()))
    await doWork(context, work, async (held, note) => {
      const end = { state: 'done', endedAt: clock.now().toISOString() } as const
      try {
        const outlook = await mailingOutlook({ payload }, clock.now())
        await note({ ...end, result: { ...outlook } })
      } catch (error) {
        if (held.hold.signal.aborted) throw error
        log.warn({ work: work.key, err: error as Error }, 'what would go out now could not be found')
        await note({ ...end, problem: (error as Error).message })
      }
    })
}
