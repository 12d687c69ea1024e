import type { Jurisdiction } from '../content/jurisdictions.ts'
import type { Concerned } from '../desk/keepers.ts'
import { parseEntryKey, type EntryKey } from '../keys.ts'

/** A reader's report that something on a page is wrong. Its flag says where, and none of the reader's words. */
export interface ReaderReport {
  id: string
  at: string
  /** Path of the page on which it was written; `/` if that is not known. */
  page: string
  /** Version of the guide that the page said it was; null for pages that say none. */
  version: string | null
  /** What the reader wrote. */
  words: string
  /** The reader's address, encrypted; null if none was given, or it is not needed any more. */
  address: string | null
  /** What the reader is told; null if nobody has answered, or nothing was to be said. */
  answer: string | null
  answeredAt: string | null
}

/** Days after which an address is forgotten: once it was answered, or if nobody looks into the report. */
export const REPORT_DAYS = { answered: 30, open: 365 } as const

/** Reports that may be open at once: more than that nobody reads. */
export const MOST_OPEN = 500

/** What a page and a version look like; anything else was not written by a page of this site. */
const PAGE = /^\/(?:[a-z0-9-]+\/)*(?:[a-z0-9.-]+)?$/
const VERSION = /^[0-9a-f]{6,64}$/

export const isReportedPage = (text: string): boolean => text.length <= 300 && PAGE.test(text)
export const isReportedVersion = (text: string): boolean => VERSION.test(text)

/** Whose entries a page shows. */
export interface Shown {
  /** Slugs of places; the last one is that of the page itself. */
  places: string[]
  /** The one entry that the page shows, if it is an essay. */
  entry: EntryKey | null
}

/** What the address of a page tells of what it shows. */
export function shownAt(page: string): Shown {
  const [, first, second = '', third = '', fourth = ''] = page.split('/')
  if (first === 'essentials' && second !== '') {
    const key = `global/essential/${second}`
    return { places: [], entry: parseEntryKey(key) ? (key as EntryKey) : null }
  }
  if (first !== 'guides' || second === '') return { places: [], entry: null }
  const other = third === 'to' ? fourth : third
  return { places: [second, other].filter((slug) => slug !== ''), entry: null }
}

/** A place by what a page and its entries call it. */
type Place = Pick<Jurisdiction, 'key' | 'slug' | 'parent' | 'guide'>

/**
 * What a report concerns of which the reader named no entry: the essay that the page shows, and the places whose page it is.
 * The page of a section is the section's, not its guide's; one from a place to another is both places'.
 */
export function concernedOn(page: string, all: readonly Place[]): Concerned {
  const { places, entry } = shownAt(page)
  const shown = all.filter(({ slug }) => places.includes(slug))
  const isBehind = ({ key }: Place): boolean =>
    shown.some(({ guide, parent }) => guide === 'section' && parent === key)
  return {
    entries: entry === null ? [] : [entry],
    places: shown.filter((place) => !isBehind(place)).map(({ slug }) => slug),
  }
}

/** Whether a page shows entries of a place. */
export const isPageOf = (page: string, place: string): boolean => shownAt(page).places.includes(place)

/** Whether a page shows an entry, or is one of the place that the key names. */
export const isShownAt = (page: string, key: string): boolean =>
  shownAt(page).entry === key || isPageOf(page, parseEntryKey(key)?.place ?? '')
