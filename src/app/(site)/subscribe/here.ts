import config from '#config'
import { getPayload, type Payload } from 'payload'
import type { Site } from '#domain/content/site.ts'
import type { Subscriptions } from '#desk/mail/subscriptions.ts'
import { addressBook } from '#lib/addresses.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { readSite } from '#store/desk/site.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'

/** What a page of subscribers is made with. */
export interface Here {
  payload: Payload
  site: Site
  /** Reads, outside any transaction. */
  reading: Subscriptions
  /** Does something in a transaction of its own, again where it met another. */
  act: <T>(work: (subscriptions: Subscriptions) => Promise<T>) => Promise<T>
}

export async function here(): Promise<Here> {
  const payload = await getPayload({ config })
  const shared = { clock: systemClock, book: addressBook(env().dataDir) }
  return {
    payload,
    site: await readSite({ payload }),
    reading: { req: { payload }, ...shared },
    act: (work) =>
      inOwnTransaction({ payload }, (req) => work({ req, ...shared }), { name: 'what a subscriber asks' }),
  }
}
