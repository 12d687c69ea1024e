import type { BoardSite } from '#domain/desk/board.ts'
import { entryOf, type PublishProblem } from '#domain/desk/publish-problems.ts'
import type { WorkingCopyRef } from '#store/desk/working-copies.ts'
import type { StoredGuideProblem } from '#store/publish/published.ts'

type Copies = ReadonlyMap<string, WorkingCopyRef>

export const guidesOf = (problems: readonly StoredGuideProblem[], copies: Copies): BoardSite['guides'] =>
  problems.map(({ id, name, open, missing, entry }) => ({
    place: id,
    name,
    open,
    missing,
    profile: copies.get(entry)?.id ?? null,
  }))

export const problemsOf = (
  problems: readonly (PublishProblem & { since: string })[],
  copies: Copies,
): BoardSite['problems'] =>
  problems.map((each) => {
    const copy = copies.get(entryOf(each.about) ?? '')
    return {
      ...each,
      label: copy?.label ?? each.about,
      at: copy ? { collection: copy.collection, id: copy.id } : null,
    }
  })
