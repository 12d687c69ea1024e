import type { PayloadRequest } from 'payload'
import type { noteWork } from '#store/work.ts'

/** What is written down of a request. */
export type Noted = Parameters<typeof noteWork>[2]

/** Writes down how far a request is, as long as it is claimed. */
export type Note = (what: Noted) => Promise<void>

/** What becomes of a request that was answered. */
export interface Answer {
  /** What is noted with its end. */
  note?: Noted
  /** What is written in the transaction that ends it. */
  write?: (req: PayloadRequest) => Promise<unknown>
}
