import type { AddressBook } from '#lib/addresses.ts'
import type { Clock } from '#lib/clock.ts'
import type { StoreRequest } from '#store/rows.ts'

/** Where somebody’s subscription is looked after: in which transaction, at what time, and with which keys. */
export interface Subscriptions {
  req: StoreRequest
  clock: Clock
  book: AddressBook
}
