import { readHead } from '#store/desk/heads.ts'
import { assertAllowed, Refused, type Desk } from '../desk.ts'
import { take } from '../entry.ts'
import { assertRole } from './role-first.ts'

interface Part {
  /** Key of the entry. */
  entry: string
  /** Why it does not wait for the others; kept in its record. */
  reason: string
}

/**
 * Takes an edition out of those that go live together under a law change. It keeps its state, its day and its flag,
 * and goes live by itself.
 */
export async function part(desk: Desk, lawChange: string, { entry, reason }: Part): Promise<void> {
  const head = await readHead(desk.req, entry)
  assertRole(desk, { action: 'part' }, head)
  if (head?.open?.together !== lawChange)
    throw new Refused({
      allowed: false,
      because: 'stale',
      message: `“${entry}” does not go live together with the others any more. Reload the law change.`,
    })
  assertAllowed(desk.actor, { action: 'part', reason }, head)
  await take(desk, {
    head,
    action: 'part',
    edition: head.open.hash,
    details: { lawChange, reason: reason.trim() },
  })
}
