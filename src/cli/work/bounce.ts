import { noteReturned } from '#desk/mail/returned-mail.ts'
import { readReturned } from '#pipelines/mail/bounce.ts'
import type { Context } from '#worker/context.ts'

export interface BounceReceipt {
  /** `nothing`: the message is not a bounce. `unknown`: the bounced mail was not sent from here. */
  outcome: 'nothing' | 'unknown' | 'noted' | 'suppressed'
}

/** Records a bounce message. */
export async function bounceWork(
  { payload, clock }: Context,
  { message }: { message: string },
): Promise<BounceReceipt> {
  const returned = await readReturned(message)
  if (!returned) return { outcome: 'nothing' }
  return { outcome: await noteReturned({ payload }, returned, clock.now()) }
}
