import { isLegalDate, type LegalDate } from '../dates.ts'

/** An instrument's identifier on legislation.gov.uk: `ukpga/2003/21`. */
export interface RegisterId {
  /** Short type code: ukpga, uksi, asp … (legislation.github.io/data-documentation/model/uris). */
  type: string
  year: number
  number: number
}

export const registerPath = ({ type, year, number }: RegisterId): string => `${type}/${year}/${number}`

/** One side of an effect: the affected or the affecting instrument. */
export interface RegisterItem {
  /** As in its address. Year and number are by calendar year, even if the address uses a regnal year. */
  type: string
  year: number
  number: number
  title: string
  uri: string
  provisions: string | null
}

/** A day on which an effect takes force; null while the register gives none. */
export interface TakesForce {
  on: LegalDate | null
  /** “wholly in force”, “for specified purposes”. */
  how: string | null
}

/** One change by one instrument to another, as the register records it (CLML `ukm:Effect`). */
export interface RegisterEffect {
  /** Unique in the register; stable when the record changes. */
  id: string
  affected: RegisterItem
  affecting: RegisterItem
  /** The register's own term: “words substituted”, “repealed”, “coming into force”. */
  type: string
  days: TakesForce[]
  note: string | null
  /** Instant of the register's last change to its record, ISO 8601. */
  modified: string
}

/** A newly published instrument, from the register's feed of new legislation. */
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
  /** ISO 3166 code of the jurisdiction; null if there is none. */
  iso: string | null
}

/** The first year of Acts of the Northern Ireland Assembly; before that, Acts of its Parliament until 1972. */
const ASSEMBLY = 1999
const PARLIAMENT_ENDED = 1972

type Series = (match: RegExpExecArray, year: number) => RegisterId | null

const own =
  (type: string): Series =>
  (match, year) => ({ type, year, number: Number(match[1]) })
const instrument =
  (type: string): Series =>
  (match) => ({ type, year: Number(match[1]), number: Number(match[2]) })

/** Citation styles of numbers (legislation.gov.uk types); the first match wins. */
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
 * An instrument's identifier in the United Kingdom register; null if the register does not hold it, or the
 * record lacks a number. It is derived from the identity, so that no address has to be stored.
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

/** Parses a day from the register; null if it is not a date. */
export const registerDay = (text: string | undefined): LegalDate | null =>
  text !== undefined && isLegalDate(text) ? text : null

/** How far a register feed has been read. */
export interface RegisterReading {
  /** Path of the feed, with its query. */
  feed: string
  /** What the feed covers, worded for people. */
  about: string
  readAt: string
  /** Records older than this instant have been read; null before the first complete reading. */
  readUpTo: string | null
  etag: string | null
  lastModified: string | null
  /** What could not be read, in words; null if everything was. */
  problem: string | null
}
