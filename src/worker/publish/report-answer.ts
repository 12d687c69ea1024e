import { FIRST_LANGUAGE } from '#domain/content/language.ts'
import type { Mail } from '#domain/mail/mails.ts'
import { addressBook } from '#lib/addresses.ts'
import { readReport } from '#store/publish/reports.ts'
import { reportMail } from '#templates/mail/report.ts'
import type { Composed } from '../mail/composed.ts'
import type { Context } from '../context.ts'

/** Composes the answer to a reader who reported an error; drops it once their address is forgotten. */
export async function composeReportAnswer(
  { payload, env }: Pick<Context, 'payload' | 'env'>,
  { recipient }: Pick<Mail, 'recipient'>,
): Promise<Composed | { drop: string }> {
  const report = await readReport({ payload }, recipient.slice('report:'.length))
  if (!report?.address || report.answer === null) return { drop: 'The address is forgotten.' }
  const to = addressBook(env.dataDir).open(report.address)
  return { to, html: null, language: FIRST_LANGUAGE, ...reportMail(report.answer) }
}
