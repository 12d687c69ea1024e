import { reportOf } from '#domain/desk/flags.ts'
import { decideWatch } from '#domain/watch/watch-rules.ts'
import { closeFlag, readFlag } from '#store/desk/flags.ts'
import { putMails } from '#store/mail/outbox/put.ts'
import { noteAnswer, readReport } from '#store/publish/reports.ts'
import { Refused, type Desk } from '../desk.ts'

interface Answer {
  /** Key of the report's flag. */
  key: string
  /** What the person found: it stays with the flag. */
  found: string
  /** What the reader is told by mail, if there is an address; empty for nothing. */
  answer: string
  /** Host name of the site, used in Message-IDs. */
  host: string
}

/**
 * Settles a reader's report, and puts the answer into the outbox if one was asked for.
 * @returns whether a mail goes out.
 * @throws {Refused} if the report may not be answered.
 */
export async function answerReport(
  { req, actor, clock }: Desk,
  { key, found, answer, host }: Answer,
): Promise<boolean> {
  const flag = await readFlag(req, key)
  const decision = decideWatch(actor, { action: 'answer', flag, found })
  if (!decision.allowed) throw new Refused(decision)
  const at = clock.now()
  await closeFlag(req, key, { how: 'answered', at, by: actor.name, note: found.trim() })
  const id = (flag && reportOf(flag)) ?? ''
  const report = await readReport(req, id)
  if (!report) return false
  const told = report.address !== null && answer.trim() !== '' ? answer.trim() : null
  // Without a mail nobody needs the address any more.
  const address = told === null ? null : report.address
  await noteAnswer(req, id, { answer: told, answeredAt: at.toISOString(), address })
  if (told === null) return false
  await putMails(
    req,
    [
      {
        key: `report/${id}`,
        kind: 'report',
        recipient: `report:${id}`,
        run: null,
        args: {},
        priority: 0,
        notBefore: at.toISOString(),
      },
    ],
    { at, host },
  )
  return true
}
