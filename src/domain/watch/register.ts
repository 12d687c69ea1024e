import { isLegalDate, type LegalDate } from '../dates.ts'

/** How legislation.gov.uk names an instrument: `ukpga/2003/21`. */
export interface RegisterId {
  /** Short type code: ukpga, uksi, asp … (legislation.github.io/data-documentation/model/uris). */
  type: string
  year: number
  number: number
}

export const registerPath = ({ type, year, number }: RegisterId): string => `${type}/${year}/${number}`

/** One side of an effect: the instrument that is changed, or the one that changes it. */
export interface RegisterItem {
  /** As in its address; the year and number are those of the calendar, also where the address has a reign. */
  type: string
  year: number
  number: number
  title: string
  uri: string
  provisions: string | null
}

/** A day on which an effect takes force; null while the register knows none. */
export interface TakesForce {
  on: LegalDate | null
  /** “wholly in force”, “for specified purposes”. */
  how: string | null
}

/** One change that one instrument makes to another, as the register records it (CLML `ukm:Effect`). */
export interface RegisterEffect {
  /** Unique in the register; stays when the record is changed. */
  id: string
  affected: RegisterItem
  affecting: RegisterItem
  /** In the register’s words: “words substituted”, “repealed”, “coming into force”. */
  type: string
  days: TakesForce[]
  note: string | null
  /** Instant at which the register last changed its record, ISO 8601. */
  modified: string
}

/** An instrument that was published, as the register lists what is new. */
export interface NewLegislation {
  uri: string
  title: string
  /** Instant of its publication, ISO 8601. */
  updated: string
}

interface Identity {
  kind: string
  year: number | null
  number: string | null
  /** ISO 3166 code of the place whose law it is; null for none. */
  iso: string | null
}

/** The first year of the Northern Ireland Assembly’s Acts; before it, those of the Parliament until 1972. */
const ASSEMBLY = 1999
const PARLIAMENT_ENDED = 1972

type Series = (match: RegExpExecArray, year: number) => RegisterId | null

const own =
  (type: string): Series =>
  (match, year) => ({ type, year, number: Number(match[1]) })
const instrument =
  (type: string): Series =>
  (match) => ({ type, year: Number(match[1]), number: Number(match[2]) })

/** How numbers are cited (legislation.gov.uk types), the first that fits. */
const SERIES: readonly [RegExp, Series][] = [
  [
    /^c\.? ?(\d+) \(N\.I\.\)$/,
    (match, year) => {
      if (year >= ASSEMBLY) return own('nia')(match, year)
      return year <= PARLIAMENT_ENDED ? own('apni')(match, year) : null
    },
  ],
  [/^c\.? ?(\d+)$/, own('ukpga')],
  [/^asp ?(\d+)$/, own('asp')],
  [/^anaw ?(\d+)$/, own('anaw')],
  [/^asc ?(\d+)$/, own('asc')],
  [/^S\.?I\.? ?(\d{4})\/(\d+) \(N\.I\. ?\d+\)$/, instrument('nisi')],
  [/^S\.?I\.? ?(\d{4})\/(\d+) \(W\. ?\d+\)$/, instrument('wsi')],
  [/^S\.?I\.? ?(\d{4})\/(\d+)$/, instrument('uksi')],
  [/^S\.?S\.?I\.? ?(\d{4})\/(\d+)$/, instrument('ssi')],
  [/^S\.?R\.? ?(\d{4})\/(\d+)$/, instrument('nisr')],
]

/**
 * How the register of the United Kingdom names an instrument; null where it keeps none such, or where the record has
 * no number by which to find it. The identity decides, so that no address must be kept beside it.
 */
export function registerIdOf({ kind, year, number, iso }: Identity): RegisterId | null {
  if (!iso || !/^GB(-|$)/.test(iso) || year === null || !number) return null
  if (kind !== 'act' && kind !== 'order') return null
  for (const [shape, id] of SERIES) {
    const match = shape.exec(number.trim())
    if (match) return id(match, year)
  }
  return null
}

export const sameItem = (a: RegisterId, b: RegisterId): boolean => registerPath(a) === registerPath(b)

/** A day of the register; null where it is none. */
export const registerDay = (text: string | undefined): LegalDate | null =>
  text !== undefined && isLegalDate(text) ? text : null

/** How far a feed of a register was read. */
export interface RegisterReading {
  /** Path of the feed, with its query. */
  feed: string
  /** What it is about, for people. */
  about: string
  readAt: string
  /** Records older than this instant were read; null before the first whole reading. */
  readUpTo: string | null
  etag: string | null
  lastModified: string | null
  /** What could not be read, in words; null where all was. */
  problem: string | null
}
