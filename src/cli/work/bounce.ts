import { readReturned } from '#pipelines/mail/bounce.ts'
import { noteReturned } from '#store/mail/returned-mail.ts'
import { markSuppressed } from '#store/mail/subscribers.ts'
import type { Context } from '#worker/context.ts'

export interface BounceReceipt {
  /** `nothing`: the message speaks of no mail that came back. `unknown`: of none that was sent from here. */
  outcome: 'nothing' | 'unknown' | 'noted' | 'suppressed'
}

/** Notes what a message says that a mail server sent back. */
export async function bounceWork(
  { payload, clock }: Context,
  { message }: { message: string },
): Promise<BounceReceipt> {
  const returned = await readReturned(message)
  if (!returned) return { outcome: 'nothing' }
  return { outcome: await noteReturned({ payload }, returned, { suppress: markSuppressed, at: clock.now() }) }
}
