import type { InstrumentUse } from '#domain/content.ts'
import type { LiveEntry } from '#domain/snapshot.ts'
import type { SourceList } from '#domain/source-list.ts'
import { prose, type ProseBlock } from '#domain/prose.ts'
import { isInForce, NATURES, RELATIONS, STANDINGS, type Standing as LawStanding } from '#domain/standing.ts'
import { bare, cited, standingView, type Cited, type Standing } from './parts.ts'

export interface OffenceView {
  id: string
  title: string
  /** Instrument and provision in one line. */
  law: string | null
  maximum: string | null
  /** The word for a standing other than in force; null where it is in force. */
  standingWord: string | null
  standingKey: LawStanding
  penalty: Cited | null
  covers: Cited | null
  section: Cited | null
  classification: { text: string; refs: number[] } | null
  standingRefs: number[]
  elements: { key: string; text: string }[]
  elementsNote: ProseBlock[]
  elementRefs: number[]
  instruments: { title: string; provision: string | null; relation: string; standingWord: string | null; extent: string | null }[]
  /** What one says to the officer; null where it cannot be reported as an offence. */
  say: string | null
  official: { href: string; title: string; host: string; bare: string } | null
  related: { id: string; title: string }[]
  standing: Standing
}

/** The law in one line: what creates the offence, else the first provision that it rests on. */
function lawLine(uses: readonly InstrumentUse[]): string | null {
  const use = uses.find(({ relation }) => relation === 'creates') ?? uses[0]
  return use ? [use.instrument.title, use.provision].filter(Boolean).join(', ') : null
}

const wordOf = (standing: LawStanding): string | null => (standing === 'in-force' ? null : STANDINGS[standing])

export function offenceView(entry: LiveEntry<'offence'>, sources: SourceList, titles: ReadonlyMap<string, string>): OffenceView {
  const { content, instruments } = entry
  const law = lawLine(instruments)
  const penalty = cited(entry, 'penalty', content.penalty, sources)
  const covers = cited(entry, 'covers', content.covers, sources)
  const section = cited(entry, 'section', content.section, sources)
  const classification = [content.nature && NATURES[content.nature], content.classification].filter(Boolean)
  const reportable = isInForce(content.standing) && content.nature !== 'civil' && content.nature !== 'regulatory'
  return {
    id: entry.key,
    title: content.title,
    law,
    maximum: content.penalty?.split('\n')[0]?.trim() ?? null,
    standingWord: wordOf(content.standing),
    standingKey: content.standing,
    penalty,
    covers,
    section,
    classification: content.classification || content.nature ? { text: content.classification ?? classification.join(''), refs: sources.numbersFor(entry, 'classification') } : null,
    standingRefs: sources.numbersFor(entry, 'standing'),
    elements: content.elements,
    elementsNote: prose(content.elementsNote),
    elementRefs: sources.numbersFor(entry, 'elements'),
    instruments: instruments.map(({ instrument, provision, relation, standing }) => ({
      title: instrument.title, provision, relation: RELATIONS[relation], standingWord: wordOf(standing), extent: instrument.extent,
    })),
    say: reportable && content.reportAs && law ? `I want to report ${content.reportAs}: ${law}. Please record it and give me the reference number.` : null,
    official: content.officialSource
      ? { href: content.officialSource.url, title: content.officialSource.title, host: content.officialSource.host, bare: bare(content.officialSource.url) }
      : null,
    related: content.related.flatMap((key) => {
      const title = titles.get(key)
      return title ? [{ id: key, title }] : []
    }),
    standing: standingView(entry),
  }
}
