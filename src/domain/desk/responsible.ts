import { ancestors } from '../content/jurisdictions.ts'
import { isSameId } from '../portable-ids.ts'
import { mayEdit, type Role } from './actors.ts'

/** Who is responsible for a place, as its record says. */
export interface Post {
  key: string
  slug: string
  /** Key of the place that it is part of. */
  parent: string | null
  /** Ids of accounts, in the order in which they are notified; some may be gone. */
  responsible: readonly string[]
}

/**
 * The people responsible for a place, in the order in which they are notified: those who have an account and may edit or
 * review. Where it has none, they are those of the nearest place that it is part of which has some.
 */
export function responsibleFor<Person extends { id: string; roles: readonly Role[] }>(
  place: string,
  posts: readonly Post[],
  staff: readonly Person[],
): Person[] {
  const own = posts.find(({ slug }) => slug === place)
  if (!own) return []
  const byKey = new Map(posts.map((post) => [post.key, post]))
  const parentOf = (key: string): string | null => byKey.get(key)?.parent ?? null
  for (const key of [own.key, ...ancestors(own.key, parentOf)]) {
    const able = (byKey.get(key)?.responsible ?? []).flatMap((named) =>
      staff.filter((each) => isSameId(each.id, named) && mayEdit(each)),
    )
    if (able.length > 0) return able
  }
  return []
}
