import type { LegalDate } from '#domain/dates.ts'
import { mayReview } from '#domain/desk/actors.ts'
import { isDraft, type Head } from '#domain/desk/heads.ts'
import { dayOfAll, type Together, type TogetherMember } from '#domain/desk/together.ts'
import { readHeads, readTogether } from '#store/desk/heads.ts'
import { findWorkingCopies, type WorkingCopyRef } from '#store/desk/working-copies.ts'
import type { StoredLawChange } from '#store/desk/law-changes.ts'
import { todayOf, type Desk } from '../../desk.ts'
import { whyHeld } from '../why-held.ts'

async function memberOf(
  req: Desk['req'],
  head: Head,
  { change, today }: { change: StoredLawChange; today: LegalDate },
  copy: WorkingCopyRef | undefined,
): Promise<TogetherMember[]> {
  if (!head.open) return []
  return [
    {
      entry: head.entry,
      label: copy?.label ?? head.entry,
      at: copy ? { collection: copy.collection, id: copy.id } : null,
      state: head.open.state,
      problem: await whyHeld(req, head, change, today),
    },
  ]
}

/** The editions that go live together under a law change; null if there are none. */
export async function togetherOf(desk: Desk, change: StoredLawChange): Promise<Together | null> {
  const heads = await readTogether(desk.req, [change.id])
  if (heads.length === 0) return null
  const copies = await findWorkingCopies(
    desk.req,
    heads.map(({ entry }) => entry),
  )
  const today = todayOf(desk)
  const members = await Promise.all(
    heads.map((head) => memberOf(desk.req, head, { change, today }, copies.get(head.entry))),
  )
  return { members: members.flat(), goesLiveOn: dayOfAll(heads), mayPart: mayReview(desk.actor) }
}

/** Those of these entries that were edited since their newest edition, with their revision. */
export async function draftsAmong({ req }: Desk, entries: readonly string[]): Promise<Map<string, number>> {
  if (entries.length === 0) return new Map()
  const heads = await readHeads(req, { entry: { in: [...entries] } })
  return new Map(heads.filter(isDraft).map(({ entry, revision }) => [entry, revision]))
}
