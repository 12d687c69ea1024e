import type { InstrumentUse, SourceRef } from '#domain/content/content.ts'
import type { LiveEntry } from '#domain/publish/snapshot.ts'
import { paths } from '#domain/publish/paths.ts'
import { prose, type ProseBlock } from '#domain/content/prose.ts'
import type { LegalStatus as LawStanding } from '#domain/content/legal-status.ts'
import { isReportable } from '#domain/content/words-to-say.ts'
import { labelOf } from './label-of.ts'
import type { PageContext, Verification } from './page-context.ts'
import { citer, safeHref, urlParts, type Cited } from './parts.ts'
import { catalogue } from '../words/index.ts'

/** Another offence, and where it can be read: on this page or on another. */
export interface OffenceLink {
  title: string
  href: string
  /** The word for its status where it is not simply in force. */
  standingWord: string | null
}

export interface OffenceView {
  id: string
  /** The form by which readers follow this offence alone. */
  subscribe: string
  title: string
  /** Instrument and provision in one line. */
  law: string | null
  maximum: string | null
  /** The word for a status other than in force; null where it is in force. */
  standingWord: string | null
  standingKey: LawStanding | null
  penalty: Cited | null
  timeLimit: Cited | null
  situations: string[]
  situationRefs: number[]
  situationsSince: string | null
  covers: Cited | null
  section: Cited | null
  classification: { text: string; refs: number[]; since: string | null } | null
  standingRefs: number[]
  standingSince: string | null
  elements: { key: string; text: string }[]
  elementsNote: ProseBlock[]
  elementRefs: number[]
  elementsSince: string | null
  instruments: { title: string; provision: string | null; relation: string; standingWord: string | null }[]
  /** What to say; null where it cannot be reported as an offence and the editor gives no words. */
  say: string | null
  official: { href: string | null; title: string; host: string; parts: string[] } | null
  related: OffenceLink[]
  standing: Verification
}

/** The law an offence is named by: the provision with its own status, else the creating one, else the first. */
function lawOf(uses: readonly InstrumentUse[], legalStatus: LawStanding | null): InstrumentUse | null {
  const creating = uses.filter(({ relation }) => relation === 'creates')
  return (
    creating.find((each) => each.standing === legalStatus) ??
    uses.find((each) => legalStatus !== 'in-force' && each.standing === legalStatus) ??
    creating[0] ??
    uses[0] ??
    null
  )
}

const isCommonLaw = ({ instrument }: InstrumentUse): boolean => instrument.kind === 'common-law'

/** The law in one line. */
const lawLine = (law: InstrumentUse): string =>
  isCommonLaw(law)
    ? catalogue.entry.commonLaw({ name: law.instrument.title.toLowerCase() })
    : [law.instrument.title, law.provision].filter(Boolean).join(', ')

/** The wording for the officer. A common-law crime has no section to cite. */
const sayOf = (reportAs: string, law: InstrumentUse): string =>
  isCommonLaw(law)
    ? catalogue.entry.reportCommonLaw({ offence: reportAs })
    : catalogue.entry.report({ offence: reportAs, law: lawLine(law) })

/** Null where it is in force: that goes without saying. */
const wordOf = (legalStatus: LawStanding | null): string | null =>
  legalStatus === 'in-force' ? null : labelOf(catalogue.labels.legalStatuses, legalStatus)

/** The word for the status of an offence where it is named alone; null where it is in force. */
export const statusOf = ({ content, takesForce }: LiveEntry<'offence'>): string | null =>
  wordOf(content.standing) ?? (takesForce && !takesForce.yet ? catalogue.entry.notInForceYet : null)

/** The part of a text shown while an offence is collapsed: its first paragraph or item. */
function firstWords(text: string | null): string | null {
  const first = prose(text)[0]
  return first ? (first.type === 'paragraph' ? first.text : (first.items[0] ?? null)) : null
}

/** Each provision once, with all its roles in this offence. */
function lawsOf(uses: readonly InstrumentUse[]): OffenceView['instruments'] {
  const laws = new Map<string, OffenceView['instruments'][number]>()
  for (const { instrument, provision, relation, standing: legalStatus } of uses) {
    const key = [instrument.key, provision, legalStatus].join(' ')
    const known = laws.get(key)
    if (known) known.relation = `${known.relation}, ${catalogue.labels.relations[relation].toLowerCase()}`
    else
      laws.set(key, {
        title: instrument.title,
        provision,
        relation: catalogue.labels.relations[relation],
        standingWord: wordOf(legalStatus),
      })
  }
  return [...laws.values()]
}

const officialView = ({ url, title, host }: SourceRef): OffenceView['official'] => ({
  href: safeHref(url),
  title,
  host,
  parts: urlParts(url),
})

export function offenceView(
  entry: LiveEntry<'offence'>,
  page: PageContext,
  links: ReadonlyMap<string, OffenceLink>,
): OffenceView {
  const { content, instruments } = entry
  const block = { id: entry.key, title: content.title }
  const cite = citer(page.sources, entry, block)
  const law = lawOf(instruments, content.standing)
  const penalty = cite.text('penalty', content.penalty)
  const timeLimit = cite.text('timeLimit', content.timeLimit ?? null)
  const covers = cite.text('covers', content.covers)
  const section = cite.text('section', content.section)
  const classification = [
    content.nature && catalogue.labels.natures[content.nature],
    content.classification,
  ].filter(Boolean)
  return {
    id: entry.key,
    subscribe: paths.subscribeToEntry(entry.key),
    title: content.title,
    law: law && lawLine(law),
    maximum: firstWords(content.penalty),
    standingWord: wordOf(content.standing),
    standingKey: content.standing,
    penalty,
    timeLimit,
    covers,
    situations: (content.situations ?? []).map(({ text }) => text),
    situationRefs: cite.refs('situations'),
    situationsSince: cite.since('situations'),
    section,
    classification:
      content.classification || content.nature
        ? {
            text: content.classification ?? classification.join(''),
            refs: cite.refs('classification'),
            since: cite.since('classification'),
          }
        : null,
    standingRefs: cite.refs('standing'),
    standingSince: cite.since('standing'),
    elements: content.elements,
    elementsNote: prose(content.elementsNote),
    elementRefs: cite.refs('elements'),
    elementsSince: cite.since('elements'),
    instruments: lawsOf(instruments),
    say:
      content.say ?? (content.reportAs && law && isReportable(entry) ? sayOf(content.reportAs, law) : null),
    official: content.officialSource && officialView(content.officialSource),
    related: content.related.flatMap((key) => links.get(key) ?? []),
    standing: page.standing(entry, block),
  }
}
