import type { Cadence } from '#domain/slots.ts'
import { CADENCES } from '#domain/mail/subscribers.ts'
import type { RunKind } from '#domain/mail/digests.ts'
import type { MailingOutlook } from '#domain/mail/mailing.ts'
import { newestChange } from '#store/publish/changes.ts'
import { notifiedUpTo } from '#store/mail/digest-runs.ts'
import type { StoreRequest } from '#store/rows.ts'
import type { Answer } from '../../jobs/note.ts'
import type { Claimed } from '../../jobs/claim.ts'
import { outlookOf } from './plan.ts'

const KINDS: readonly RunKind[] = ['at-once', ...(Object.keys(CADENCES) as Cadence[])]

/** What each run would send if it started now. Writes nothing. */
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

/** Answers a request for what would be sent now. */
export async function lookAhead({ payload, clock }: Claimed): Promise<Answer> {
  const outlook = await mailingOutlook({ payload }, clock.now())
  return { note: { result: { ...outlook } } }
}
