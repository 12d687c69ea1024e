import type { Payload } from 'payload'
import type { Clock } from '#lib/clock.ts'
import { issueTokens } from '#store/mail/mail-tokens.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'

interface Waiting {
  subscriber: string
  give: (token: string) => void
  fail: (error: unknown) => void
}

/** Milliseconds during which token requests are batched. */
const GATHER = 3

/** Makes tokens for links in mails, batching concurrent requests into one write. */
export function tokenMaker(payload: Payload, clock: Clock): (subscriber: string) => Promise<string> {
  let waiting: Waiting[] = []
  const make = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const at = clock.now()
      const tokens = await inOwnTransaction(
        { payload },
        (req) =>
          issueTokens(
            req,
            batch.map(({ subscriber }) => ({ subscriber, purpose: 'mail' as const, at })),
          ),
        { name: 'links of digests' },
      )
      batch.forEach(({ give }, index) => give(tokens[index] ?? ''))
    } catch (error) {
      for (const { fail } of batch) fail(error)
    }
  }
  return (subscriber) =>
    new Promise((give, fail) => {
      if (waiting.length === 0)
        setTimeout(() => {
          const batch = waiting
          waiting = []
          void make(batch)
        }, GATHER)
      waiting.push({ subscriber, give, fail })
    })
}
