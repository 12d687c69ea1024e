import { z } from 'zod'
import { isLegalDate, type LegalDate } from '#domain/dates.ts'
import { parsedJson } from '../json.ts'

/** What one title did to another, as the register gives the reason for a version. */
export interface VersionReason {
  /** `Amend`, `Repeal`, `Cease`, `Disallow`. */
  affect: string
  by: { titleId: string | null; name: string; provisions: string | null }
}

/** One version of a title: its text from a day on. */
export interface TitleVersion {
  on: LegalDate
  /** Instant at which the register took it up. */
  registered: string
  reasons: VersionReason[]
}

const text = z.string().max(2_000)

const titles = z.object({ value: z.array(z.object({ id: text, name: text })).max(100) })

const affecting = z.object({ titleId: text.nullish(), name: text, provisions: text.nullish() })

const version = z.object({
  start: text,
  registeredAt: text.nullish(),
  reasons: z
    .array(z.object({ affect: text, affectedByTitle: affecting.nullish(), markdown: text.nullish() }))
    .max(200)
    .nullish(),
})

const versions = z.object({ value: z.array(z.unknown()).max(1_000) })

/** The ids of the titles that an answer names. @throws {UnreadableAnswer} */
export const readTitles = (body: string): string[] =>
  parsedJson(body, titles)
    .value.map(({ id }) => id)
    .filter((id) => /^[A-Z]\d{4}[A-Z]\d{5}$/.test(id))

const plain = (words: string | null | undefined): string | null => words?.replace(/\s+/g, ' ').trim() || null

/** Words of a link, without its address: `sch 1 of the [Act](/C2026A00004)`. */
const unlinked = (markdown: string | null | undefined): string | null =>
  plain(markdown?.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'))

/** Times bear no zone: the day is that of the register. */
const dayOf = (start: string): LegalDate | null => {
  const day = start.slice(0, 10)
  return isLegalDate(day) ? day : null
}

function instantOf(registeredAt: string | null | undefined, on: LegalDate): string {
  const time = Date.parse(registeredAt ? `${registeredAt.replace(/Z$/, '')}Z` : '')
  return Number.isNaN(time) ? `${on}T00:00:00.000Z` : new Date(time).toISOString()
}

/**
 * Reads a page of versions. An error in one loses that one alone, and is reported.
 * @throws {UnreadableAnswer} if the page is no list.
 */
export function readVersions(body: string): { versions: TitleVersion[]; problems: string[]; rows: number } {
  const { value } = parsedJson(body, versions)
  const found: TitleVersion[] = []
  const problems: string[] = []
  value.forEach((row, index) => {
    const read = version.safeParse(row)
    const on = read.success ? dayOf(read.data.start) : null
    if (!read.success || on === null) {
      problems.push(
        read.success
          ? `A version begins on “${read.data.start.slice(0, 40)}”, which is no day.`
          : `Version ${index + 1} lacks what a version has.`,
      )
      return
    }
    found.push({
      on,
      registered: instantOf(read.data.registeredAt, on),
      reasons: (read.data.reasons ?? []).map(({ affect, affectedByTitle, markdown }) => ({
        affect,
        by: {
          titleId: affectedByTitle?.titleId ?? null,
          name: plain(affectedByTitle?.name) ?? unlinked(markdown) ?? 'a law that the register does not name',
          provisions: plain(affectedByTitle?.provisions),
        },
      })),
    })
  })
  return { versions: found, problems, rows: value.length }
}
