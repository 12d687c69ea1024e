import { reportOf, type Flag } from '#domain/desk/flags.ts'
import type { Concerned } from '#domain/desk/keepers.ts'
import { concernedOn } from '#domain/publish/reports.ts'
import { readOpenFlags } from '../desk/flags.ts'
import { readJurisdictions } from '../desk/jurisdictions.ts'
import type { StoreRequest } from '../rows.ts'
import { readReports } from './reports.ts'

/** A page of which a reader reports an error without naming an entry. */
export interface ReportedPage {
  flag: Flag
  page: string
  concerned: Concerned
}

const ofPage = (flag: Flag): boolean => flag.entry === '' && reportOf(flag) !== null

/** The pages of those flags that are about one. */
export async function pagesOf(req: StoreRequest, flags: readonly Flag[]): Promise<ReportedPage[]> {
  const mine = flags.filter(ofPage)
  if (mine.length === 0) return []
  const reports = await readReports(
    req,
    mine.map((flag) => reportOf(flag) ?? ''),
  )
  const places = await readJurisdictions(req)
  return mine.map((flag) => {
    const page = reports.get(reportOf(flag) ?? '')?.page ?? '/'
    return { flag, page, concerned: concernedOn(page, places) }
  })
}

/** The pages of which a reader reports an error that nobody has looked into. */
export const readReportedPages = async (req: StoreRequest): Promise<ReportedPage[]> =>
  pagesOf(req, await readOpenFlags(req, ['reported']))
