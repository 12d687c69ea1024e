import type { CollectionSlug, PayloadRequest } from 'payload'

/**
 * Content the system writes under its own name (a corpus, an import): through Payload, so that every hook and
 * validation applies, but bypassing the access rules, because there is no user.
 */

type Data = Record<string, unknown>

/** @returns the id of the new record. */
export async function createRecord(
  req: PayloadRequest,
  collection: CollectionSlug,
  data: Data,
): Promise<string> {
  const doc = await req.payload.create({
    collection,
    data: data as never,
    depth: 0,
    overrideAccess: true,
    req,
  })
  return String(doc.id)
}

export async function updateRecord(
  req: PayloadRequest,
  collection: CollectionSlug,
  id: string,
  data: Data,
): Promise<void> {
  await req.payload.update({ collection, id, data: data, depth: 0, overrideAccess: true, req })
}

export async function writeSite(req: PayloadRequest, data: Data): Promise<void> {
  await req.payload.updateGlobal({ slug: 'site', data: data, depth: 0, overrideAccess: true, req })
}
