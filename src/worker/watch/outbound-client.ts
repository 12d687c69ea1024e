import { createOutbound } from '#lib/outbound/create.ts'
import type { Outbound } from '#lib/outbound/outbound.ts'
import type { Context } from '../context.ts'

let own: Outbound | undefined

/** The process-wide outbound client: all callers share its per-site rate limit. */
export function outboundClient({ outbound, env, clock }: Context): Outbound {
  if (outbound) return outbound
  own ??= createOutbound({ publicUrl: env.publicUrl, allow: env.outboundAllow, clock })
  return own
}

/** Closes the client if it was opened. */
export async function closeOutboundClient(): Promise<void> {
  await own?.close()
  own = undefined
}
