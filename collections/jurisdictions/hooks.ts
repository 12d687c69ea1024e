import type { Jurisdiction } from '#payload-types'
import {
  APIError,
  type CollectionAfterChangeHook,
  type CollectionBeforeChangeHook,
  type CollectionBeforeValidateHook,
} from 'payload'
import { makesCycle } from '#domain/jurisdictions.ts'
import { idOf } from '#domain/values.ts'
import { readJurisdictions } from '#store/jurisdictions.ts'
import { usesOf } from '#store/uses.ts'
import { relabelEntries } from '#store/working-copies.ts'

const refuse = (message: string): never => {
  throw new APIError(message, 422, undefined, true)
}

/** The key is the slug it was made with. A slug that stands in keys of entries cannot change any more. */
export const keepKey: CollectionBeforeValidateHook = async ({ data, operation, originalDoc, req }) => {
  const doc = data as { slug?: string; key?: string }
  if (operation === 'create') return { ...doc, key: doc.slug }
  const before = originalDoc as { id: string; slug: string; key: string }
  if (doc.slug !== undefined && doc.slug !== before.slug) {
    const uses = await usesOf(req, 'jurisdictions', before.id)
    if (uses.length > 0)
      refuse(
        `The slug cannot change: “${before.slug}” stands in the keys and addresses of ${uses.length} records (${uses.slice(0, 3).join(', ')} …).`,
      )
    return { ...doc, key: doc.slug }
  }
  return { ...doc, key: before.key }
}

/** A place cannot be part of itself, however long the way. A section needs the place whose guide it stands in. */
export const refuseCycle: CollectionBeforeChangeHook = async ({ data, originalDoc, req }) => {
  const parent = idOf(data.parent)
  if (data.guide === 'section' && parent === null)
    refuse('A section stands in the guide of its parent: choose what it is part of.')
  const id = (originalDoc as { id?: string } | undefined)?.id
  if (parent === null || id === undefined) return data
  const all = await readJurisdictions(req)
  const byId = new Map(all.map((place) => [place.id, place]))
  const byKey = new Map(all.map((place) => [place.key, place.id]))
  const parentOf = (of: string): string | null => byKey.get(byId.get(of)?.parent ?? '') ?? null
  if (makesCycle(id, parent, parentOf))
    refuse(
      `${data.name} cannot be part of ${byId.get(parent)?.name ?? 'that place'}: that is itself part of ${data.name}. Choose another, or change that one first.`,
    )
  return data
}

/** Lists and pickers name the place of each entry: a new name is carried over to them. */
export const relabel: CollectionAfterChangeHook<Jurisdiction> = async ({
  doc,
  previousDoc,
  operation,
  req,
}) => {
  if (operation === 'update' && doc.name !== previousDoc.name)
    await relabelEntries(req, doc.id, previousDoc.name, doc.name)
  return doc
}
