import { z } from 'zod'
import { mailAddress, type MailAddress } from '#domain/mail-address.ts'
import { CADENCES, MAIL_FORMATS, MOST_ENTRIES, type Choices } from '#domain/mail/subscribers.ts'
import { askWork } from '#store/work.ts'
import type { Subscriptions } from './subscriptions.ts'

/** What a reader can request with just an address: to subscribe, or to receive the link to their choices. */
export type SubscriptionRequest = { address: MailAddress; choices: Choices | null }

const requestSchema = z.object({
  address: z.string().transform(mailAddress),
  choices: z
    .object({
      places: z.array(z.string()),
      entries: z.array(z.string()).max(MOST_ENTRIES).default([]),
      cadence: z.enum(Object.keys(CADENCES) as [keyof typeof CADENCES]),
      atOnce: z.boolean(),
      format: z.enum(Object.keys(MAIL_FORMATS) as [keyof typeof MAIL_FORMATS]),
    })
    .nullable(),
})

/**
 * Sealed requests are padded to one length, so that they reveal neither the length of an address nor how much somebody
 * follows: as many entries as one can follow fit in it.
 */
const LENGTH = 8192

/**
 * Stores a reader's request, whether or not the address is known; the worker answers it by mail. Staff who may
 * read work rows see neither the address nor the request.
 */
export async function ask({ req, clock, book }: Subscriptions, request: SubscriptionRequest): Promise<void> {
  const text = JSON.stringify(request)
  const sealed = book.seal(text.padEnd(LENGTH))
  await askWork(req, { kind: 'subscribe', entry: null, args: { sealed }, by: 'A reader', at: clock.now() })
}

/** @throws {Error} if it was sealed with another key, or is not a request. */
export const readRequests = (
  { book }: Pick<Subscriptions, 'book'>,
  args: Record<string, unknown>,
): SubscriptionRequest => requestSchema.parse(JSON.parse(book.open(String(args.sealed))))
