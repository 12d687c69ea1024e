import type { LegalDate } from '#domain/dates.ts'
import type { Head } from '#domain/heads.ts'
import { readEdition } from '#store/editions.ts'
import { closeFlags } from '#store/flags.ts'
import { askPublish } from '#store/work.ts'
import { assertAllowed, todayOf, type Desk } from './desk.ts'
import { openEntry, take, type About } from './entry.ts'

/** A reviewer confirms the live edition against each of its sources: the date moves, the words stay. */
export async function verify(
  desk: Desk,
  { hash, on, opened, ...about }: About & { hash: string; on: LegalDate; opened: readonly string[] },
): Promise<Head> {
  const { req, actor, clock } = desk
  const { head, events } = await openEntry(req, about)
  const edition = await readEdition(req, hash)
  assertAllowed(actor, { action: 'verify', hash, on, opened, today: todayOf(desk) }, head, edition, events)
  const moved = await take(desk, {
    head,
    action: 'verify',
    edition: head.live?.hash ?? null,
    details: { on, opened: [...opened].sort() },
  })
  for (const kind of ['law-change', 'due'] as const)
    await closeFlags(req, head.entry, { kind, how: 'verified', at: clock.now(), by: actor.name })
  await askPublish(req, { entry: head.entry, by: actor.name, at: clock.now() })
  return moved
}
