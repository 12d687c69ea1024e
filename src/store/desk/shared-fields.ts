import { fieldsOfParts, type FieldValue, type SharedFields } from '#domain/desk/shared-edits.ts'
import type { FrozenCollection } from '#domain/content/shared-parts.ts'
import { idOf, textOf } from '#domain/values.ts'
import { readSavedJurisdictions } from './jurisdictions.ts'
import type { StoreRequest } from '../rows.ts'
import { partsOf } from '../content/shared-parts.ts'

/** A shared record as stored, by id; null if there is none. */
export const readSharedRecord = (
  req: StoreRequest,
  collection: FrozenCollection,
  id: string,
): Promise<Record<string, unknown> | null> =>
  req.payload.db.findOne({ collection, where: { id: { equals: id } }, req: req })

/** All fields of a shared record, including those no entry prints. */
export async function sharedFieldsOf(
  req: StoreRequest,
  collection: FrozenCollection,
  doc: Record<string, unknown>,
): Promise<SharedFields> {
  const place = idOf(doc.jurisdiction)
  const key =
    place === null ? null : ((await readSavedJurisdictions(req)).find(({ id }) => id === place)?.key ?? null)
  const parts = partsOf(collection, { ...doc, jurisdiction: key === null ? null : { key } })
  const more: [string, FieldValue][] =
    collection === 'bodies'
      ? [
          ['url', textOf(doc.url) || null],
          ['jurisdiction', key],
        ]
      : []
  return new Map([...fieldsOfParts(collection, parts), ...more])
}
