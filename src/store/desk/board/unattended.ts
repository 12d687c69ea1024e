import type { StoreRequest } from '../../rows.ts'

/** Guides for which nobody is responsible, by name. */
export async function readUnattended(req: StoreRequest): Promise<{ id: string; name: string }[]> {
  const { docs } = await req.payload.db.find<{ id: string; name: string; responsible?: unknown[] | null }>({
    collection: 'jurisdictions',
    where: { guide: { equals: 'full' } },
    sort: 'name',
    limit: 0,
    pagination: false,
    req: req,
  })
  return docs.flatMap(({ id, name, responsible }) =>
    (responsible ?? []).length === 0 ? [{ id: String(id), name }] : [],
  )
}
