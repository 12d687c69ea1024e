import type { PayloadRequest } from 'payload'
import type { noteWork } from '#store/work.ts'

/** What is recorded on a request. */
export type Noted = Parameters<typeof noteWork>[2]

/** Records the progress of a request while it is claimed. */
export type Note = (what: Noted) => Promise<void>

/** The outcome of an answered request. */
export interface Answer {
  /** Recorded when the request ends. */
  note?: Noted
  /** Written in the transaction that ends the request. */
  write?: (req: PayloadRequest) => Promise<unknown>
}
