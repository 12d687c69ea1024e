import { createOutbound } from '#lib/outbound/create.ts'
import type { Outbound } from '#lib/outbound/outbound.ts'
import type { Context } from '../context.ts'

let own: Outbound | undefined

/** The one way out of this process: whoever asks shares the turns at each site. */
export function outboundClient({ outbound, env, clock }: Context): Outbound {
  if (outbound) return outbound
  own ??= createOutbound({ publicUrl: env.publicUrl, allow: env.outboundAllow, clock })
  return own
}

/** Closes it, where it was opened. */
export async function closeOutboundClient(): Promise<void> {
  await own?.close()
  own = undefined
}
