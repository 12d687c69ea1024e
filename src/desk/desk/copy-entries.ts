import { copyOf } from '#domain/content/copied.ts'
import { keyInPlace, keyOfTitle, nameOfCopy, type CopyName } from '#domain/content/copy-names.ts'
import { COLLECTION_OF, screenOf } from '#domain/content/collections.ts'
import { SHARED_ESSENTIALS } from '#domain/content/names.ts'
import { mayEdit } from '#domain/desk/actors.ts'
import { asks, no } from '#domain/desk/decision.ts'
import { printDate } from '#domain/dates.ts'
import { isOfNoPlace, isSingle, NO_PLACE, type EntryKey, type Kind } from '#domain/keys.ts'
import { idOf, textOf } from '#domain/values.ts'
import { readOriginal, readTakenKeys, saveCopy, type Original } from '#store/content/copies.ts'
import { readJurisdiction } from '#store/desk/jurisdictions.ts'
import type { StoreRequest } from '#store/rows.ts'
import { Refused, todayOf, type Desk } from '../desk.ts'

/** An entry that a copy was made as. */
export interface Copied {
  label: string
  /** Its screen, below the root of the admin. */
  path: string
}

export interface CopyEntries {
  /** With a title for a copy in its own place, or of an essay. */
  entries: readonly { kind: Kind; id: string; title?: string | undefined }[]
  /** Id of the place that gets them, or what essays have instead. */
  to: string
}

interface Place {
  /** Null where the shared essentials stand, which belong to no place. */
  id: string | null
  slug: string
  name: string
}

const readPlace = async (req: StoreRequest, id: string): Promise<Place | null> =>
  id === NO_PLACE ? { id: null, slug: NO_PLACE, name: SHARED_ESSENTIALS } : readJurisdiction(req, id)

const refused = (message: string): Refused => new Refused(no('state', message))

interface Wanted {
  to: Place
  taken: ReadonlySet<string>
  /** The title that somebody gave the copy. */
  title: string | undefined
}

/** What a copy is called where its original stands. */
function nameWithin({ kind, doc, label }: Original, { to, taken, title }: Wanted): CopyName {
  const named = { kind, place: to.slug, key: textOf(doc.key) }
  const isTaken = (key: EntryKey): boolean => taken.has(key)
  if (title !== undefined) return { title, key: keyOfTitle({ ...named, title }, isTaken) }
  const name = nameOfCopy({ ...named, title: textOf(doc.title) }, isTaken)
  if (!name)
    throw refused(
      `${to.name} has too many copies of “${label}” to name one more: copy it by itself, and give the copy a title.`,
    )
  return name
}

/** The copy as data, and the key that it gets. */
function prepared(desk: Desk, original: Original, wanted: Wanted) {
  const { kind, doc, label, sources } = original
  const { to, taken } = wanted
  if (isOfNoPlace(kind) !== (to.id === null))
    throw refused(
      isOfNoPlace(kind)
        ? `“${label}” holds everywhere, and is not copied to a place: duplicate it among the shared essentials.`
        : `“${label}” belongs to a place: copy it to one.`,
    )
  const same = isOfNoPlace(kind) || idOf(doc.jurisdiction) === to.id
  if (same && isSingle(kind))
    throw refused(`“${label}” is the only one that its place has: copy it to another place.`)
  const name = same ? nameWithin(original, wanted) : null
  const key = name?.key ?? keyInPlace(kind, to.slug, textOf(doc.key))
  const origin = { label, day: printDate(todayOf(desk)), sources }
  const data = copyOf(kind, doc, { origin, within: name?.title ?? null })
  if (taken.has(key))
    throw refused(
      `${to.name} has an entry with the key ${key} already, which “${label}” would get: ${same ? 'give the copy another title' : 'leave that one out'}.`,
    )
  const where = to.id === null ? { slug: key.split('/').at(-1) } : { jurisdiction: to.id }
  return { key, data: { ...data, key, ...where } }
}

/**
 * Copies entries as new working copies of a place, or essays as new ones: all of them, or none. Nothing is submitted, and nothing that was
 * checked of an original counts as checked of its copy.
 * @throws {Refused} if one of them is there already.
 */
export async function copyEntries(desk: Desk, { entries, to }: CopyEntries): Promise<Copied[]> {
  const { req, actor } = desk
  if (!mayEdit(actor)) throw new Refused(no('role', 'Editors and reviewers copy entries.'))
  const place = await readPlace(req, to)
  if (!place) throw new Refused(asks('to', 'This place is not there any more.', 'Choose another place.'))
  const copied: Copied[] = []
  const taken = new Set(await readTakenKeys(req, place.slug))
  for (const { kind, id, title } of entries) {
    const original = await readOriginal(req, kind, id)
    if (!original)
      throw new Refused(no('stale', 'One of the entries is not there any more: open the list again.'))
    const { key, data } = prepared(desk, original, { to: place, taken, title })
    taken.add(key)
    const made = await saveCopy(req, kind, data)
    copied.push({ label: made.label, path: screenOf(COLLECTION_OF[kind], made.id) })
  }
  return copied
}
