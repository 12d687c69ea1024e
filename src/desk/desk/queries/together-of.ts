import { mayReview } from '#domain/desk/actors.ts'
import { isDraft } from '#domain/desk/heads.ts'
import { dayOfAll, whyHeld, type Together, type TogetherMember } from '#domain/desk/together.ts'
import { readHeads, readTogether } from '#store/desk/heads.ts'
import { readGoing } from '#store/desk/together.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import type { StoredLawChange } from '#store/desk/law-changes.ts'
import { todayOf, type Desk } from '../../desk.ts'

/** The editions that go live together under a law change; null if there are none. */
export async function togetherOf(desk: Desk, change: StoredLawChange): Promise<Together | null> {
  const heads = await readTogether(desk.req, [change.id])
  if (heads.length === 0) return null
  const copies = await findWorkingCopies(
    desk.req,
    heads.map(({ entry }) => entry),
  )
  const today = todayOf(desk)
  const members = (await readGoing(desk.req, heads)).flatMap((each): TogetherMember[] => {
    const { entry, open } = each.head
    if (!open) return []
    const copy = copies.get(entry)
    return [
      {
        entry,
        label: copy?.label ?? entry,
        at: copy ? { collection: copy.collection, id: copy.id } : null,
        state: open.state,
        problem: whyHeld(each, change, today),
      },
    ]
  })
  return { members, goesLiveOn: dayOfAll(heads), mayPart: mayReview(desk.actor) }
}

/** Those of these entries that were edited since their newest edition, with their revision. */
export async function draftsAmong({ req }: Desk, entries: readonly string[]): Promise<Map<string, number>> {
  if (entries.length === 0) return new Map()
  const heads = await readHeads(req, { entry: { in: [...entries] } })
  return new Map(heads.filter(isDraft).map(({ entry, revision }) => [entry, revision]))
}
