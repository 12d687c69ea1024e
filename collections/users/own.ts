import type { PayloadRequest } from 'payload'
import type { Own } from '#desk/desk/second-factor/about.ts'
import { sessionIn } from '#lib/actor.ts'
import { env } from '#lib/env.ts'
import { deskOf } from '../shared/desk-of.ts'

/** The account and session of a request, for what its owner does with them. */
export function ownOf(req: PayloadRequest): Own {
  const { id, email, name } = req.user as { id: string; email: string; name?: string | null }
  const { dataDir, publicUrl } = env()
  return {
    ...deskOf(req),
    dataDir,
    publicUrl,
    account: String(id),
    session: sessionIn(req) ?? '',
    email,
    name: name ?? '',
  }
}
