import { LIMITS, cleaned, cut } from '#domain/text-rules.ts'
import { isReportedPage, isReportedVersion } from '#domain/publish/reports.ts'
import { report } from '#desk/publish/report.ts'
import {
  fullPage,
  reportedPage,
  reportPage,
  tooManyPage,
  type ReportProblem,
} from '#pipelines/report/pages.ts'
import { readReportable } from '#store/publish/reportable.ts'
import { takeReport } from '#store/publish/reports.ts'
import { catalogue } from '#templates/words/index.ts'
import { formOf, page } from '../answer.ts'
import { hashedNetwork, tooMany } from '../network.ts'
import { served } from '../served.ts'
import { typedAddress } from '../typed-address.ts'

const pageIn = (text: string | null | undefined): string => (text && isReportedPage(text) ? text : '/')
const versionIn = (text: string | null | undefined): string | null =>
  text && isReportedVersion(text) ? text : null

/** The form, about the page whose link led here. */
export const GET = served(async ({ site, reading }, request) => {
  const { searchParams } = new URL(request.url)
  const about = pageIn(searchParams.get('page'))
  return page(
    reportPage(site, {
      page: about,
      version: versionIn(searchParams.get('version')),
      parts: await readReportable(reading.req, about),
      chosen: searchParams.get('part') ?? '',
      typed: { words: '', address: '' },
      problems: [],
    }),
  )
})

function problemsOf(words: string): ReportProblem[] {
  if (words.trim() === '') return [{ field: 'words', message: catalogue.report.wordsMissing }]
  return words.length > LIMITS.note
    ? [{ field: 'words', message: catalogue.report.wordsLong({ most: LIMITS.note }) }]
    : []
}

/** Records what a reader reports. What is wrong with the form is said beside what was typed: nothing is lost. */
export const POST = served(async (at, request) => {
  const { payload, site, reading, act } = at
  const form = await formOf(request)
  const sent = (name: string): string => form(name)[0] ?? ''
  const about = pageIn(sent('page'))
  const version = versionIn(sent('version'))
  // Nobody can be asked to find a mark that their keyboard or a copied page put in; what looks like HTML is shown as text.
  const words = cleaned(sent('words').replace(/\r\n?/g, '\n'))
  const typed = sent('address').trim()
  const { address, problems } = typed === '' ? { address: null, problems: [] } : typedAddress(typed)
  const wrong: ReportProblem[] = [...problemsOf(words), ...problems]
  const parts = await readReportable(reading.req, about)
  const chosen = parts.find(({ key }) => key === sent('part'))
  if (wrong.length > 0)
    return page(
      reportPage(site, {
        page: about,
        version,
        parts,
        chosen: chosen?.key ?? '',
        typed: { words: cut(words, 4 * LIMITS.note), address: cut(typed, 320) },
        problems: wrong,
      }),
      422,
    )
  const wait = await takeReport(payload, hashedNetwork(at, request), reading.clock.now())
  const refused = tooMany(wait, (minutes) => tooManyPage(site, { page: about, minutes }))
  if (refused) return refused
  const entry = chosen?.key ?? null
  const taken = await act((mine) =>
    report(mine, { entry, words: words.trim(), address, page: about, version }),
  )
  return taken
    ? page(reportedPage(site, about))
    : page(fullPage(site, about), 503, { 'Retry-After': '86400' })
})
