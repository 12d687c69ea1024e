import { LIMITS, cleaned, cut } from '#domain/text-rules.ts'
import { sentClaim } from '#domain/publish/reportable.ts'
import { isReportedPage, isReportedVersion, shownAt } from '#domain/publish/reports.ts'
import { report } from '#desk/publish/report.ts'
import {
  fullPage,
  reportedPage,
  reportPage,
  tooManyPage,
  type ReportProblem,
} from '#pipelines/report/pages.ts'
import { readReportable, readReportableClaims } from '#store/publish/reportable.ts'
import { takeReport } from '#store/publish/reports.ts'
import type { StoreRequest } from '#store/rows.ts'
import { catalogue } from '#templates/words/index.ts'
import { formOf, page } from '../answer.ts'
import { hashedNetwork, tooMany } from '../network.ts'
import { served } from '../served.ts'
import { typedAddress } from '../typed-address.ts'

const pageIn = (text: string): string => (isReportedPage(text) ? text : '/')
const versionIn = (text: string): string | null => (isReportedVersion(text) ? text : null)

/**
 * What a report is about, and what else it could be about. What readers do not have now is left out, and so is a claim of
 * another part than the chosen one: the report is taken without it.
 */
async function aboutOf(req: StoreRequest, sent: (name: string) => string) {
  const about = pageIn(sent('page'))
  const parts = await readReportable(req, about)
  const part = parts.find(({ key }) => key === sent('part')) ?? null
  const claims = part ? await readReportableClaims(req, part.key) : []
  const claim = claims.find(({ id }) => sentClaim(part?.key ?? '', id) === sent('claim')) ?? null
  return { page: about, version: versionIn(sent('version')), parts, part, claims, claim }
}

/** The form, about the page whose link led here. */
export const GET = served(async ({ site, reading }, request) => {
  const { searchParams } = new URL(request.url)
  const about = await aboutOf(reading.req, (name) => searchParams.get(name) ?? '')
  return page(reportPage(site, { ...about, typed: { words: '', address: '' }, problems: [] }))
})

function problemsOf(words: string): ReportProblem[] {
  if (words.trim() === '') return [{ field: 'words', message: catalogue.report.wordsMissing }]
  return words.length > LIMITS.note
    ? [{ field: 'words', message: catalogue.report.wordsLong({ most: LIMITS.note }) }]
    : []
}

/**
 * Records what a reader reports. What is wrong with the form is said beside what was typed: nothing is lost. Asked for the
 * claims of a part, it gives the form again with these, and with what was typed; nothing is judged, counted or recorded.
 */
export const POST = served(async (at, request) => {
  const { payload, site, reading, act } = at
  const form = await formOf(request)
  const sent = (name: string): string => form(name)[0] ?? ''
  // Nobody can be asked to find a mark that their keyboard or a copied page put in; what looks like HTML is shown as text.
  const words = cleaned(sent('words').replace(/\r\n?/g, '\n'))
  const typed = sent('address').trim()
  const about = await aboutOf(reading.req, sent)
  const again = (problems: ReportProblem[], asked: boolean): string =>
    reportPage(site, {
      ...about,
      asked,
      typed: { words: cut(words, 4 * LIMITS.note), address: cut(typed, 320) },
      problems,
    })
  if (sent('show') !== '') return page(again([], true))
  const { address, problems } = typed === '' ? { address: null, problems: [] } : typedAddress(typed)
  const wrong: ReportProblem[] = [...problemsOf(words), ...problems]
  if (wrong.length > 0) return page(again(wrong, false), 422)
  const wait = await takeReport(payload, hashedNetwork(at, request), reading.clock.now())
  const refused = tooMany(wait, (minutes) => tooManyPage(site, { page: about.page, minutes }))
  if (refused) return refused
  const { claim, page: on, version } = about
  // The page of an essay shows nothing else: all of it is the essay.
  const { entry: essay } = shownAt(on)
  const entry = about.part?.key ?? about.parts.find(({ key }) => key === essay)?.key ?? null
  const taken = await act((mine) =>
    report(mine, { entry, claim, words: words.trim(), address, page: on, version }),
  )
  return taken ? page(reportedPage(site, on)) : page(fullPage(site, on), 503, { 'Retry-After': '86400' })
})
