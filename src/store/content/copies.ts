import type { PayloadRequest } from 'payload'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import { originalSourcesOf, type OriginalSource } from '#domain/content/original-sources.ts'
import { entryKey, isOfNoPlace, isSlug, KINDS, NO_PLACE, type Kind } from '#domain/keys.ts'
import { idOf, textOf } from '#domain/values.ts'
import { ofPlace } from '../of-place.ts'
import { findRows, type StoreRequest } from '../rows.ts'
import { createRecord } from './records.ts'
import { readSources } from './sources.ts'

/** An entry to copy, as it is saved. */
export interface Original {
  kind: Kind
  /** With relationships as ids. */
  doc: Record<string, unknown>
  label: string
  sources: OriginalSource[]
}

/** Null if there is no such entry. */
export async function readOriginal(req: StoreRequest, kind: Kind, id: string): Promise<Original | null> {
  const found = await req.payload.findByID({
    collection: COLLECTION_OF[kind],
    id,
    depth: 0,
    overrideAccess: true,
    disableErrors: true,
    showHiddenFields: true,
    req: req,
  })
  if (!found) return null
  const cited = new Set((found.citations ?? []).flatMap(({ source }) => idOf(source) ?? []))
  const sources = new Map((await readSources(req, [...cited])).map((source) => [source.id, source]))
  return {
    kind,
    doc: { ...found },
    label: textOf(found.label),
    sources: originalSourcesOf(kind, { ...found }, sources),
  }
}

const kindsOf = (place: string): Kind[] => KINDS.filter((kind) => isOfNoPlace(kind) === (place === NO_PLACE))

/** The words in the addresses of essays, as keys: one that was changed is not in the key of its essay. */
const readTakenSlugs = (req: StoreRequest): Promise<string[]> =>
  findRows(
    req,
    COLLECTION_OF.essential,
    (row) => {
      const slug = row.textOrNull('slug') ?? ''
      return isSlug(slug) ? entryKey(NO_PLACE, 'essential', slug) : ''
    },
    {},
    'key',
    { select: { slug: true } },
  )

/**
 * The keys that are taken in a place.
 * @param slug of the place, or what essays have instead.
 */
export async function readTakenKeys(req: StoreRequest, slug: string): Promise<string[]> {
  const found: string[] = slug === NO_PLACE ? await readTakenSlugs(req) : []
  for (const kind of kindsOf(slug))
    found.push(
      ...(await findRows(
        req,
        COLLECTION_OF[kind],
        (row) => row.textOrNull('key') ?? '',
        ofPlace('key', slug),
        'key',
        { select: { key: true } },
      )),
    )
  return found
}

/** An entry that can be copied from a place. */
export interface Copyable {
  kind: Kind
  id: string
  key: string
  label: string
}

/**
 * The entries of a place that can be copied, in the order in which a guide prints them.
 * @param place its id, or what essays have instead.
 */
export async function readCopyable(req: StoreRequest, place: string): Promise<Copyable[]> {
  const found: Copyable[] = []
  for (const kind of kindsOf(place))
    found.push(
      ...(await findRows(
        req,
        COLLECTION_OF[kind],
        (row) => ({
          kind,
          id: row.id,
          key: row.textOrNull('key') ?? '',
          label: row.textOrNull('label') ?? '',
        }),
        place === NO_PLACE ? {} : { jurisdiction: { equals: place } },
        'place',
      )),
    )
  return found
}

/** Saves a copy as a new entry, through its regular hooks and validation. */
export async function saveCopy(
  req: StoreRequest,
  kind: Kind,
  data: Record<string, unknown>,
): Promise<{ id: string; label: string }> {
  const id = await createRecord(req as PayloadRequest, COLLECTION_OF[kind], data)
  return { id, label: (await readOriginal(req, kind, id))?.label ?? '' }
}
