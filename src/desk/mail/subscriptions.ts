import type { AddressBook } from '#lib/addresses.ts'
import type { Clock } from '#lib/clock.ts'
import type { StoreRequest } from '#store/rows.ts'

/** The context for managing a subscription: transaction, clock and keys. */
export interface Subscriptions {
  req: StoreRequest
  clock: Clock
  book: AddressBook
}
