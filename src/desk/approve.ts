import type { Head } from '#domain/heads.ts'
import { readEdition } from '#store/editions.ts'
import { assertAllowed, type Desk } from './desk.ts'
import { openEntry, take, type About } from './entry.ts'

/** Approves the edition that the reviewer looked at, and no other. The worker makes it live, now or on its day. */
export async function approve(desk: Desk, { hash, ...about }: About & { hash: string }): Promise<Head> {
  const { req, actor } = desk
  const { head, events } = await openEntry(req, about)
  const edition = await readEdition(req, hash)
  assertAllowed(actor, { action: 'approve', hash }, head, edition, events)
  return take(desk, { head, action: 'approve', edition: edition?.hash ?? null })
}
