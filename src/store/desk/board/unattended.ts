import { responsibleFor } from '#domain/desk/responsible.ts'
import { findRows, type StoreRequest } from '../../rows.ts'
import { readPosts, readStaff } from '../staff.ts'

/** Guides for which nobody is responsible who has an account and may edit, by name. */
export async function readUnattended(req: StoreRequest): Promise<{ id: string; name: string }[]> {
  const guides = await findRows(
    req,
    'jurisdictions',
    (row) => ({ id: row.id, name: row.text('name'), slug: row.text('slug') }),
    { guide: { in: ['full', 'building'] } },
    'name',
  )
  if (guides.length === 0) return []
  const [posts, staff] = [await readPosts(req), await readStaff(req)]
  return guides
    .filter(({ slug }) => responsibleFor(slug, posts, staff).length === 0)
    .map(({ id, name }) => ({ id, name }))
}
