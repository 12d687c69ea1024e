import type { ReviewedKind } from '#domain/keys.ts'
import { closeFlags } from '#store/desk/flags.ts'
import { readOrBegin } from '#store/desk/heads.ts'
import { assertAllowed, type Desk } from '../desk.ts'
import { record } from '../entry.ts'

/**
 * Records that a working copy was deleted, and settles its flags; what anybody was told of it is over. Its events remain; an entry that has an
 * edition cannot be deleted.
 */
export async function recordDeletion(
  desk: Desk,
  { key, kind }: { key: string; kind: ReviewedKind },
): Promise<void> {
  const { req, actor, clock } = desk
  const head = await readOrBegin(req, key, kind)
  assertAllowed(actor, { action: 'delete' }, head)
  await record(desk, { head, action: 'delete', revision: 0 })
  await closeFlags(req, key, { how: 'deleted', at: clock.now(), by: actor.name })
}
