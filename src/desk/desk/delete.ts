import type { ReviewedKind } from '#domain/keys.ts'
import { closeFlags } from '#store/desk/flags.ts'
import { advance, readOrBegin } from '#store/desk/heads.ts'
import { assertAllowed, type Desk } from '../desk.ts'

/**
 * Records that a working copy was deleted, and settles its flags. Its events remain; an entry that has an
 * edition cannot be deleted.
 */
export async function recordDeletion(
  { req, actor, clock }: Desk,
  { key, kind }: { key: string; kind: ReviewedKind },
): Promise<void> {
  const head = await readOrBegin(req, key, kind)
  assertAllowed(actor, { action: 'delete' }, head)
  await advance(req, { head, actor, at: clock.now(), action: 'delete', revision: 0 })
  await closeFlags(req, key, { how: 'deleted', at: clock.now(), by: actor.name })
}
