import { env } from '#lib/env.ts'
import { noteOptOut, type Deed } from '#lib/opt-outs.ts'
import { readLookup } from '#store/mail/subscribers.ts'
import type { StoreRequest } from '#store/rows.ts'

/** Notes outside the database what a subscriber did, so that no restored backup forgets it. */
export async function noteDeed(req: StoreRequest, id: string, deed: Deed, at: Date): Promise<void> {
  const lookup = await readLookup(req, id)
  if (lookup !== null) await noteOptOut(env().dataDir, { at: at.toISOString(), lookup, deed })
}
