import type { Jurisdiction } from '#payload-types'
import {
  APIError,
  type CollectionAfterChangeHook,
  type CollectionBeforeChangeHook,
  type CollectionBeforeValidateHook,
} from 'payload'
import { makesCycle } from '#domain/content/jurisdictions.ts'
import { idOf } from '#domain/values.ts'
import { readSavedJurisdictions } from '#store/desk/jurisdictions.ts'
import { relabelEntries } from '#store/desk/working-copies.ts'

const refuse = (message: string): never => {
  throw new APIError(message, 422, undefined, true)
}

/** The key is the slug it was created with. Keys, addresses and records contain it, so it never changes. */
export const keepKey: CollectionBeforeValidateHook = ({ data, operation, originalDoc }) => {
  const doc = data as { slug?: string; key?: string }
  if (operation === 'create') return { ...doc, key: doc.slug }
  const before = originalDoc as { id: string; slug: string; key: string }
  if (doc.slug !== undefined && doc.slug !== before.slug)
    refuse(
      `The slug cannot change: “${before.slug}” stands in keys, addresses and records. Where nothing is in it yet, delete the jurisdiction and make it anew.`,
    )
  return { ...doc, key: before.key }
}

/** Ensures that a place has a unique slug and code, and is not its own ancestor. */
export const fitAmongOthers: CollectionBeforeChangeHook<Jurisdiction> = async ({
  data,
  originalDoc,
  req,
}) => {
  const { name, slug, iso, guide } = data
  const parent = idOf(data.parent)
  const id = originalDoc?.id
  const all = await readSavedJurisdictions(req)
  for (const other of all.filter((place) => place.id !== id)) {
    if (other.slug === slug) refuse(`${other.name} has the slug “${slug}” already: choose another.`)
    if (other.iso === iso) refuse(`${iso} is the code of ${other.name} already: check it.`)
  }
  if (guide === 'section' && parent === null)
    refuse('A section stands in the guide of its parent: choose what it is part of.')
  const byId = new Map(all.map((place) => [place.id, place]))
  const idOfKey = new Map(all.map((place) => [place.key, place.id]))
  const parentOf = (of: string): string | null => idOfKey.get(byId.get(of)?.parent ?? '') ?? null
  if (id !== undefined && makesCycle(id, parent, parentOf)) {
    const above = byId.get(parent ?? '')?.name ?? 'that place'
    refuse(
      `${name} cannot be part of ${above}: that is itself part of ${name}. Choose another, or change that one first.`,
    )
  }
  return data
}

/** Lists and pickers show the place of each entry, so a new name is copied to them. */
export const relabel: CollectionAfterChangeHook<Jurisdiction> = async ({
  doc,
  previousDoc,
  operation,
  req,
}) => {
  // Not from `doc`: a request may select only some of its fields.
  const name =
    operation === 'update'
      ? (await readSavedJurisdictions(req)).find(({ id }) => id === String(doc.id))?.name
      : undefined
  if (name !== undefined && name !== previousDoc.name)
    await relabelEntries(req, doc.id, previousDoc.name, name)
  return doc
}
