import config from '#config'
import { getPayload, type Payload } from 'payload'
import type { Site } from '#domain/content/site.ts'
import type { Subscriptions } from '#desk/mail/subscriptions.ts'
import { addressBook } from '#lib/addresses.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { readSite } from '#store/desk/site.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'

/** The context of the subscriber pages. */
export interface Here {
  payload: Payload
  site: Site
  /** For reading, outside any transaction. */
  reading: Subscriptions
  /** Runs work in its own transaction, and retries it on a conflict. */
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
