import { setImmediate } from 'node:timers/promises'
import { sql } from '@payloadcms/db-sqlite'
import type { Cadence } from '#domain/slots.ts'
import type { Subscriber } from '#domain/mail/subscribers.ts'
import { collectGarbage } from '#lib/collect-garbage.ts'
import { documentsOf, embeddedOf } from '../database/drivers.ts'
import { Row } from '../row.ts'
import type { StoreRequest } from '../rows.ts'
import { toSubscriber } from './subscribers.ts'

/** Readers that are held in memory at a time. */
const PAGE = 1_000

/** Pages after which memory is freed: what statements were given is kept until then, some megabytes for each page. */
const PAGES = 10

/**
 * Active subscribers, of a cadence or of all, page by page in the order of their ids. Each database reads no more than a
 * run looks at: Payload would read and convert whole rows, which takes longer than selecting for them. Between two pages
 * everything else has its turn: the embedded database answers without waiting, so that nobody else would be served for as
 * long as a run takes, nor the memory of ended statements be freed.
 */
export async function* activeReaders(
  req: StoreRequest,
  cadence: Cadence | null,
): AsyncGenerator<Subscriber[]> {
  const next = pagesOf(req, cadence)
  for (let count = 1; ; count += 1) {
    const page = await next()
    if (page.length > 0) yield page.map((values) => toSubscriber(new Row('subscribers', values)))
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
  // The plus keeps it to the index of ids: by that of states it would sort all of them for each page.
  const among = cadence === null ? sql`` : sql`and +cadence = ${cadence}`
  return async () => {
    const rows = await embeddedOf(req).drizzle.all(sql`
      select id, state, follows, cadence, at_once as "atOnce", format, covered_to as "coveredTo"
      from subscribers where id > ${after} and +state = 'active' ${among} order by id limit ${PAGE}`)
    after = rows.at(-1)?.id ?? after
    return rows
  }
}
