import { z } from 'zod'
import { isLegalDate, type LegalDate } from '#domain/dates.ts'
import { parsedJson } from '../json.ts'

/** One version of a work: its text as at a day. */
export interface WorkVersion {
  /** `act_public_1961_43_en_2026-08-08`; a letter follows where a day has several. */
  id: string
  on: LegalDate
}

export interface VersionsPage {
  versions: WorkVersion[]
  /** True where the work is repealed, revoked, expired or superseded: each version says it of the work. */
  ended: boolean
  /** Versions of the work, on all pages. */
  total: number
  /** Which page this is. */
  page: number
  /** Versions on this page, those that cannot be read among them. */
  rows: number
  problems: string[]
}

const text = z.string().max(2_000)
const count = z.number().int().min(0)

const list = z.object({ results: z.array(z.unknown()).max(1_000), total: count, page: count.default(1) })

const version = z.object({
  version_id: text,
  act_status: text.nullish(),
  instrument_status: text.nullish(),
})

const ENDED = new Set<string | null | undefined>(['repealed', 'revoked', 'expired', 'superseded'])

/** What follows the work in the identifier of a version: language, day, letter. */
const VERSION = /^_[a-z]{2,3}_(\d{4}-\d{2}-\d{2})[A-Z]*$/

/** The day of a version of this work; null if the identifier names none, or another work. */
function dayOf(id: string, work: string): LegalDate | null {
  const day = id.startsWith(work) ? VERSION.exec(id.slice(work.length))?.[1] : undefined
  return day !== undefined && isLegalDate(day) ? day : null
}

/**
 * Reads a page of the versions of a work (api.legislation.govt.nz/docs, version 0). The day stands in their identifiers
 * alone. An error in one loses that one alone, and is reported.
 * @throws {UnreadableAnswer} if the page is no list.
 */
export function readVersions(body: string, work: string): VersionsPage {
  const { results, total, page } = parsedJson(body, list)
  const found: VersionsPage = { versions: [], ended: false, total, page, rows: results.length, problems: [] }
  results.forEach((row, index) => {
    const read = version.safeParse(row)
    if (!read.success) {
      found.problems.push(`Version ${index + 1} of page ${page} lacks what a version has.`)
      return
    }
    const { version_id: id, act_status: act, instrument_status: instrument } = read.data
    const on = dayOf(id, work)
    if (on === null) {
      found.problems.push(`“${id.slice(0, 80)}” is no version of ${work} as at a day.`)
      return
    }
    if (ENDED.has(act) || ENDED.has(instrument)) found.ended = true
    found.versions.push({ id, on })
  })
  return found
}
