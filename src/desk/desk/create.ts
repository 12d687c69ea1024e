import type { ReviewedKind } from '#domain/keys.ts'
import { advance, readOrBegin } from '#store/desk/heads.ts'
import { assertAllowed, type Desk } from '../desk.ts'

/**
 * Records that a working copy was created. A reused key continues its chain.
 * @returns the first revision.
 */
export async function create(
  { req, actor, clock, imported }: Desk,
  { key, kind }: { key: string; kind: ReviewedKind },
): Promise<number> {
  const head = await readOrBegin(req, key, kind)
  assertAllowed(actor, { action: 'create' }, head)
  const moved = await advance(req, {
    head,
    actor,
    at: clock.now(),
    action: 'create',
    revision: 1,
    details: imported ? { imported } : {},
  })
  return moved.revision
}
