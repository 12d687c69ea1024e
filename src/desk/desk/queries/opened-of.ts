import { mayReview } from '#domain/desk/actors.ts'
import { openedReceipt } from '#lib/opened.ts'
import { readOrBegin } from '#store/desk/heads.ts'
import { readKey } from '#store/desk/working-copies.ts'
import type { Desk } from '../../desk.ts'
import type { About } from '../../entry.ts'

/**
 * The edition of an entry that is in review, with the receipt that this person has it on screen: without one, it is
 * not approved from a list. Null where none is in review, or this person is no reviewer.
 */
export async function openedOf(
  { req, actor }: Desk,
  { kind, id }: About,
  secret: string,
): Promise<{ hash: string; receipt: string } | null> {
  const { open } = await readOrBegin(req, await readKey(req, kind, id), kind)
  if (open?.state !== 'in-review' || !mayReview(actor)) return null
  return { hash: open.hash, receipt: openedReceipt(secret, { person: actor.id, edition: open.hash }) }
}
