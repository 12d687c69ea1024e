import { archivedCopy } from '#domain/content/archived-copy.ts'
import type { Citation, Entry } from '#domain/content/content.ts'
import { fieldsOf, type Field } from '#domain/content/fields.ts'
import type { Site } from '#domain/content/site.ts'
import { atWords } from '#domain/content/text-fragment.ts'
import { printDate, type LegalDate } from '#domain/dates.ts'
import type { AskState, ExpertVerdict } from '#domain/desk/experts.ts'
import { hostOf } from '#domain/urls.ts'
import { formPage, notice, tooManyNotice } from '#templates/form-page.ts'
import { safeHref } from '#templates/views/parts.ts'
import { catalogue } from '#templates/words/index.ts'

/** An error in one form field, in words for the expert. */
export interface AnswerProblem {
  field: 'verdict' | 'because' | 'name'
  message: string
}

interface Asked {
  token: string
  /** The expert's name, and that of whoever asks. */
  name: string
  by: string
  question: string
  until: LegalDate
  /** The edition as it was frozen, its number, and whether readers have it: live, in a guide that is published. */
  entry: Entry
  n: number
  title: string
  place: string | null
  isPublished: boolean
  /** Address of the page that readers get; null where there is none. */
  page: string | null
  typed: { verdict: ExpertVerdict | null; because: string; name: string }
  problems: readonly AnswerProblem[]
}

const paragraphs = (text: string): string[] => text.split(/\n+/).filter((line) => line.trim() !== '')

const sourceOf = ({ source, pinpoint, quote, retrievedOn }: Citation) => ({
  title: source.title,
  href: safeHref(atWords(source.url, quote)),
  host: hostOf(source.url),
  pinpoint,
  quote: quote?.exact ?? null,
  retrievedOn: retrievedOn && printDate(retrievedOn),
  archived: retrievedOn && safeHref(archivedCopy(source.url, retrievedOn)),
})

const fieldView = ({ id, label, text, citable }: Field, { citations }: Entry) => ({
  id: `field-${id}`,
  label,
  citable,
  paragraphs: paragraphs(text ?? ''),
  sources: citations.filter(({ supports }) => supports.includes(id)).map(sourceOf),
})

const messageOf = (problems: readonly AnswerProblem[], field: AnswerProblem['field']): string | null =>
  problems.find((each) => each.field === field)?.message ?? null

/** What an expert is asked: one edition with its sources, the question, and the form to answer it. */
export const expertPage = (site: Site, asked: Asked): string => {
  const { token, name, by, question, until, entry, n, title, place, isPublished, page, typed, problems } =
    asked
  return formPage(
    site,
    { name: 'expert', heading: catalogue.expert.heading({ name }), wrong: problems.length > 0 },
    {
      ...{ token, by, n, title, place, isPublished, page, typed, problems },
      question: paragraphs(question),
      until: printDate(until),
      checkedOn: entry.inForceAsOf && printDate(entry.inForceAsOf),
      fields: fieldsOf(entry, null)
        // Sources stand at what they support; other entries are named by keys that mean nothing outside the desk.
        .filter(({ id, text }) => text !== null && id !== 'citations' && id !== 'related')
        .map((field) => fieldView(field, entry)),
      field: {
        verdict: messageOf(problems, 'verdict'),
        because: messageOf(problems, 'because'),
        name: messageOf(problems, 'name'),
      },
    },
  )
}

/** Shown after an answer was sent. */
export const expertThanksPage = (site: Site): string =>
  notice(site, { heading: catalogue.expert.thanks, before: [catalogue.expert.received] })

const CLOSED: Record<Exclude<AskState, 'waiting'>, { heading: string; why: string }> = {
  answered: { heading: catalogue.expert.answered, why: catalogue.expert.answeredWhy },
  replaced: { heading: catalogue.expert.replaced, why: catalogue.expert.replacedWhy },
  expired: { heading: catalogue.expert.over, why: catalogue.expert.overWhy },
  ended: { heading: catalogue.expert.broken, why: catalogue.expert.brokenWhy },
}

/** Shown where a question cannot be answered any more: nothing of the text. A link that is unknown looks like one that was ended. */
export const expertClosedPage = (site: Site, state: Exclude<AskState, 'waiting'>): string =>
  notice(site, { heading: CLOSED[state].heading, before: [CLOSED[state].why] })

/** @param minutes until the same network may open or send again. */
export const expertThrottledPage = (site: Site, minutes: number): string => tooManyNotice(site, minutes)
