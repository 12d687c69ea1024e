import {
  entryKey,
  freeSlug,
  hyphenated,
  isSingle,
  isSlug,
  slugify,
  withEnding,
  type EntryKey,
  type Kind,
} from '../keys.ts'
import { cleaned, cut, LIMITS } from '../text-rules.ts'

/** The key that the copy of an entry gets in another place: with the same name, which is unique in its own. */
export const keyInPlace = (kind: Kind, slug: string, key: string): EntryKey =>
  entryKey(slug, kind, isSingle(kind) ? null : (key.split('/').at(-1) ?? ''))

/** What a copy is called in its own place, or among the essays. */
export interface CopyName {
  title: string
  key: EntryKey
}

/** The entry that a copy is to be named after, and the slug of the place, or what essays have instead. */
interface Named {
  kind: Kind
  place: string
  key: string
  title: string
}

/** Copies of one title that are counted: more of them need titles that people give. */
const MOST_COPIES = 1_000

/** The slug of a title; the entry's former name where no letter of the title can be in a key. */
const slugOfTitle = (key: string, title: string): string => slugify(title) || (key.split('/').at(-1) ?? '')

/** A title with an ending, which is never cut: the title before it is, within what a line has room for. */
const titleWithEnding = (title: string, ending: string): string =>
  `${cleaned(cut(title, LIMITS.line - ending.length - 1)).trimEnd()} ${ending}`.trimStart()

/**
 * A name like the original's that no other entry has: “Stalking (copy 2)”. Neither title nor key loses its number to a
 * cut: each number gives another key.
 * @returns null where that many copies are there.
 */
export function nameOfCopy(
  { kind, place, key, title }: Named,
  isTaken: (key: EntryKey) => boolean,
): CopyName | null {
  const slug = slugOfTitle(key, title)
  for (let n = 1; n <= MOST_COPIES; n += 1) {
    const wanted = entryKey(place, kind, withEnding(slug, n > 1 ? `copy-${n}` : 'copy'))
    if (!isTaken(wanted))
      return { title: titleWithEnding(title, n > 1 ? `(copy ${n})` : '(copy)'), key: wanted }
  }
  return null
}

/**
 * The key of a copy with a title that somebody gave it. One that cannot hold the whole title is counted up: another
 * title might give the same.
 */
export function keyOfTitle(
  { kind, place, key, title }: Named,
  isTaken: (key: EntryKey) => boolean,
): EntryKey {
  const whole = hyphenated(title)
  const name = (slug: string): EntryKey => entryKey(place, kind, slug)
  if (isSlug(whole)) return name(whole)
  const slug = whole === '' ? withEnding(slugOfTitle(key, title), 'copy') : slugify(title)
  return name(freeSlug(slug, (each) => isTaken(name(each))))
}
