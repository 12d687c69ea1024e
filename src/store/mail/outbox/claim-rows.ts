import { sql } from '@payloadcms/db-sqlite'
import type { Payload } from 'payload'
import type { MailState } from '#domain/mail/mails.ts'
import { embeddedOf, writerOf } from '../../database/drivers.ts'
import type { ClaimTerms } from './claim-terms.ts'
import { writing } from './writing.ts'

/** Column names converted to field names. */
const camel = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
      value,
    ]),
  )

/** Claims mails in the embedded database. */
export async function claimRows(
  payload: Payload,
  { now, holder, limit, except }: ClaimTerms,
): Promise<Record<string, unknown>[]> {
  const at = now.toISOString()
  const due = (state: MailState, when: ReturnType<typeof sql>) => sql`
    select * from (select id, priority, not_before from outbox
      where state = ${state} and ${when} ${except ? sql`and kind <> ${except}` : sql``}
      order by priority, not_before limit ${limit})`
  const all = sql`
    ${due('pending', sql`not_before <= ${at}`)} union all
    ${due('unknown', sql`ended_at is null and not_before <= ${at}`)}`
  // This is polled twice a second and seldom finds any: a read blocks no writers.
  const { drizzle } = embeddedOf({ payload })
  if ((await drizzle.all(sql`${all} limit 1`)).length === 0) return []
  return writing(payload, async (req) => {
    const db = await writerOf(req)
    const rows = await db.all(sql`
      update outbox set state = 'sending', holder = ${holder}, token = token + 1
      where id in (select id from (${all}) order by priority, not_before limit ${limit}) returning *`)
    return rows.map(camel)
  })
}
