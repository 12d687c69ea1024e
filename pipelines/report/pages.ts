import type { Site } from '#domain/content/site.ts'
import { KINDS, type Kind } from '#domain/keys.ts'
import { paths } from '#domain/publish/paths.ts'
import { sentClaim, type ReportableClaim } from '#domain/publish/reportable.ts'
import { REPORT_DAYS } from '#domain/publish/reports.ts'
import { formPage, notice, tooManyNotice } from '#templates/form-page.ts'
import { labelOf } from '#templates/views/change-words.ts'
import { catalogue } from '#templates/words/index.ts'

/** An error in one form field, in words for the reader. */
export interface ReportProblem {
  field: 'words' | 'address'
  message: string
}

/** An entry that can be reported. */
export interface Part {
  key: string
  kind: Kind
  title: string
}

interface Form {
  page: string
  version: string | null
  parts: readonly Part[]
  /** The chosen part; null for none. */
  part: Part | null
  /** The claims of that part. */
  claims: readonly ReportableClaim[]
  /** The chosen claim; null for none. */
  claim: ReportableClaim | null
  /** True where the reader asked for the claims: they go on there. */
  asked?: boolean
  typed: { words: string; address: string }
  problems: readonly ReportProblem[]
}

const byKind = (parts: readonly Part[], part: Part | null) =>
  KINDS.map((kind) => ({
    label: catalogue.report.parts[kind],
    entries: parts
      .filter((each) => each.kind === kind)
      .map(({ key, title }) => ({ key, title, chosen: key === part?.key })),
  })).filter(({ entries }) => entries.length > 0)

/** The claims of the chosen part, by what its page calls them; null where there is none to choose. */
const claimsView = ({ part, claims, claim }: Pick<Form, 'part' | 'claims' | 'claim'>) =>
  part === null || claims.length === 0
    ? null
    : {
        label: catalogue.report.claim({ title: part.title }),
        options: claims.map(({ id, label }) => ({
          value: sentClaim(part.key, id),
          label: labelOf({ entryKind: part.kind }, { field: id, label }),
          chosen: id === claim?.id,
        })),
      }

const messageOf = (problems: readonly ReportProblem[], field: ReportProblem['field']): string | null =>
  problems.find((each) => each.field === field)?.message ?? null

/** The form by which readers report an error, with what was sent where it has errors. */
export const reportPage = (
  site: Site,
  { page, version, parts, part, claims, claim, asked = false, typed, problems }: Form,
): string =>
  formPage(
    site,
    { name: 'report', heading: catalogue.report.heading, wrong: problems.length > 0 },
    {
      page,
      // The layout names a guide's own version, which this page has not.
      copy: version,
      parts: byKind(parts, part),
      claims: claimsView({ part, claims, claim }),
      asked,
      typed,
      problems,
      field: { words: messageOf(problems, 'words'), address: messageOf(problems, 'address') },
      kept: REPORT_DAYS,
    },
  )

const backTo = (page: string) => [
  { href: page, label: catalogue.report.back },
  { href: paths.index, label: catalogue.page.allGuides },
]

/** Shown after a report is sent. */
export const reportedPage = (site: Site, page: string): string =>
  notice(site, {
    heading: catalogue.report.thanks,
    before: [catalogue.report.received, catalogue.report.willAnswer],
    links: backTo(page),
  })

/** Shown where so many reports wait that no more are taken. */
export const fullPage = (site: Site, page: string): string =>
  notice(site, {
    heading: catalogue.report.full,
    before: [
      catalogue.report.fullWhy,
      ...(site.correctionsEmail === null
        ? []
        : [catalogue.report.fullMail({ address: site.correctionsEmail })]),
    ],
    links: backTo(page),
  })

/** @param minutes until the same network may send another report. */
export const tooManyPage = (site: Site, { page, minutes }: { page: string; minutes: number }): string =>
  tooManyNotice(site, minutes, backTo(page))
