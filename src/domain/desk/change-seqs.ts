import type { EditorialEvent } from './events.ts'

/** Sequence numbers of the entry's public changes so far. */
export const changeSeqsOf = (events: readonly EditorialEvent[]): number[] =>
  events.flatMap(({ action, details: { seq } }) =>
    (action === 'go-live' || action === 'withdraw') && typeof seq === 'number' && seq > 0 ? [seq] : [],
  )
