import { setImmediate } from 'node:timers/promises'
import { sql } from '@payloadcms/db-sqlite'
import type { Cadence } from '#domain/slots.ts'
import type { Subscriber } from '#domain/mail/subscribers.ts'
import { collectGarbage } from '#lib/collect-garbage.ts'
import { documentsOf, embeddedOf } from '../database/drivers.ts'
import { parseRows, type StoreRequest } from '../rows.ts'
import { toSubscriber } from './subscribers.ts'

/** Readers held in memory at a time. */
const PAGE = 1_000

/** Pages after which memory is freed: statement arguments are kept until then, some megabytes per page. */
const PAGES = 10

/**
 * Active subscribers, of a cadence or of all, page by page in id order. Each database reads only the columns a run
 * needs: Payload would read and convert whole rows, which takes longer than selecting recipients. Between two pages
 * the event loop gets a turn: the embedded database answers synchronously, so that otherwise nobody else would be
 * served during a run, nor the memory of finished statements be freed.
 */
export async function* activeReaders(
  req: StoreRequest,
  cadence: Cadence | null,
): AsyncGenerator<Subscriber[]> {
  const next = pagesOf(req, cadence)
  for (let count = 1; ; count += 1) {
    const page = await next()
    if (page.length > 0) yield parseRows(req, 'subscribers', page, toSubscriber)
    if (page.length < PAGE) return
    if (count % PAGES === 0) collectGarbage()
    await setImmediate()
  }
}

type Rows = Record<string, unknown>[]

function pagesOf(req: StoreRequest, cadence: Cadence | null): () => Promise<Rows> {
  const documents = documentsOf(req)?.collections.subscribers
  if (documents) {
    let after: unknown = null
    return async () => {
      const rows = await documents
        .find(
          {
            state: 'active',
            ...(cadence === null ? {} : { cadence }),
            ...(after === null ? {} : { _id: { $gt: after } }),
          },
          { state: 1, follows: 1, cadence: 1, atOnce: 1, format: 1, coveredTo: 1 },
        )
        .sort({ _id: 1 })
        .limit(PAGE)
        .lean()
      after = rows.at(-1)?._id ?? after
      return rows
    }
  }
  let after: unknown = ''
  // The plus forces the index of ids: with the one of states, it would sort all rows for each page.
  const among = cadence === null ? sql`` : sql`and +cadence = ${cadence}`
  return async () => {
    const rows = await embeddedOf(req).drizzle.all(sql`
      select id, state, follows, cadence, at_once as "atOnce", format, covered_to as "coveredTo"
      from subscribers where id > ${after} and +state = 'active' ${among} order by id limit ${PAGE}`)
    after = rows.at(-1)?.id ?? after
    return rows
  }
}
