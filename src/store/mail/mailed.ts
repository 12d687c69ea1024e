import { inPages, insertMissing } from '../bulk.ts'
import type { Row } from '../row.ts'
import type { StoreRequest } from '../rows.ts'

const toNotified = (row: Row) => ({ subscriber: row.text('subscriber'), change: row.number('change') })

/** Which of these changes were mailed to which of these subscribers. */
export async function readNotified(
  req: StoreRequest,
  subscribers: readonly string[],
  changes: readonly number[],
): Promise<Map<string, Set<number>>> {
  const notified = new Map<string, Set<number>>()
  if (changes.length === 0 || subscribers.length === 0) return notified
  const pages = inPages(req, 'mailed-changes', toNotified, {
    and: [{ subscriber: { in: [...subscribers] } }, { change: { in: [...changes] } }],
  })
  for await (const page of pages)
    for (const { subscriber, change } of page) {
      const known = notified.get(subscriber)
      if (known) known.add(change)
      else notified.set(subscriber, new Set([change]))
    }
  return notified
}

/** Records that a mail announces changes to a subscriber. */
export const noteNotified = (
  req: StoreRequest,
  told: readonly { subscriber: string; mail: string; seqs: readonly number[] }[],
): Promise<void> =>
  insertMissing(
    req,
    'mailed-changes',
    told.map(({ subscriber, mail, seqs }) => ({ subscriber, change: seqs, mail })),
    { by: ['subscriber', 'change'], spread: 'change' },
  )
