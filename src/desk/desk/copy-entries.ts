import {
  copyOf,
  isSingle,
  keyInPlace,
  keyOfTitle,
  titleOfCopy,
  type CopiedKind,
} from '#domain/content/copied.ts'
import { COLLECTION_OF, screenOf } from '#domain/content/collections.ts'
import { mayEdit } from '#domain/desk/actors.ts'
import { asks, no } from '#domain/desk/decision.ts'
import { printDate } from '#domain/dates.ts'
import { idOf, textOf } from '#domain/values.ts'
import { readOriginal, readTakenKeys, saveCopy, type Original } from '#store/content/copies.ts'
import { readJurisdiction, type StoredJurisdiction } from '#store/desk/jurisdictions.ts'
import { Refused, todayOf, type Desk } from '../desk.ts'

/** An entry that a copy was made as. */
export interface Copied {
  label: string
  /** Its screen, below the root of the admin. */
  path: string
}

export interface CopyEntries {
  /** With a title for a copy in its own place. */
  entries: readonly { kind: CopiedKind; id: string; title?: string | undefined }[]
  /** Id of the place that gets them. */
  to: string
}

type Place = Omit<StoredJurisdiction, 'parent'>

/** The copy as data, and the key that it gets. */
function prepared(
  desk: Desk,
  { kind, doc, label, sources }: Original,
  { to, taken, wanted }: { to: Place; taken: ReadonlySet<string>; wanted: string | undefined },
) {
  const { key: former, title } = { key: textOf(doc.key), title: textOf(doc.title) }
  const same = idOf(doc.jurisdiction) === to.id
  if (same && isSingle(kind))
    throw new Refused(no('state', `“${label}” is the only one that its place has: copy it to another place.`))
  const ofTitle = (own: string): string => keyOfTitle(kind, to.slug, former, own)
  const within = same ? (wanted ?? titleOfCopy(title, (own) => taken.has(ofTitle(own)))) : null
  const key = within === null ? keyInPlace(kind, to.slug, former) : ofTitle(within)
  const data = copyOf(kind, doc, { origin: { label, day: printDate(todayOf(desk)), sources }, within })
  if (taken.has(key))
    throw new Refused(
      no(
        'state',
        `${to.name} has an entry with the key ${key} already, which “${label}” would get: leave that one out.`,
      ),
    )
  return { key, data: { ...data, key, jurisdiction: to.id } }
}

/**
 * Copies entries as new working copies of a place: all of them, or none. Nothing is submitted, and nothing that was
 * checked of an original counts as checked of its copy.
 * @throws {Refused} if one of them is there already.
 */
export async function copyEntries(desk: Desk, { entries, to }: CopyEntries): Promise<Copied[]> {
  const { req, actor } = desk
  if (!mayEdit(actor)) throw new Refused(no('role', 'Editors and reviewers copy entries.'))
  const place = await readJurisdiction(req, to)
  if (!place) throw new Refused(asks('to', 'This place is not there any more.', 'Choose another place.'))
  const copied: Copied[] = []
  const taken = new Set(await readTakenKeys(req, place.slug))
  for (const { kind, id, title } of entries) {
    const original = await readOriginal(req, kind, id)
    if (!original)
      throw new Refused(no('stale', 'One of the entries is not there any more: open the list again.'))
    const { key, data } = prepared(desk, original, { to: place, taken, wanted: title })
    taken.add(key)
    const made = await saveCopy(req, kind, data)
    copied.push({ label: made.label, path: screenOf(COLLECTION_OF[kind], made.id) })
  }
  return copied
}
