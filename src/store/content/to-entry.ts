import type { Contact } from '#domain/content/contacts.ts'
import type {
  Citation,
  ContentByKind,
  Entry,
  InstrumentRef,
  InstrumentUse,
  LinkRow,
  SourceRef,
  Structure,
} from '#domain/content/content.ts'
import type { LegalDate } from '#domain/dates.ts'
import type { GuideForm } from '#domain/content/jurisdictions.ts'
import type { Kind, Slug } from '#domain/keys.ts'
import { fromLexical } from '#domain/content/rich-text.ts'
import type { SituationRow } from '#domain/content/situations.ts'
import { GUIDE_LABELS, jurisdictionStructure, siteStructure } from '#domain/content/structure.ts'
import { withoutEmpty, mapValues } from '#domain/values.ts'
import type * as stored from '#payload-types'

type Stored = {
  profile: stored.Profile
  channel: stored.Channel
  offence: stored.Offence
  route: stored.Route
  ladder: stored.Ladder
  essential: stored.Essential
}

/** A document of an entry collection, read deep enough that its relationships are populated. */
export type WorkingCopy = Stored[Kind]

/** A populated relationship; null if it is empty or its target is gone. */
const filled = <T extends object>(relation: string | T | null | undefined): T | null =>
  relation && typeof relation === 'object' ? relation : null

const text = (value: string | null | undefined): string | null => {
  const trimmed = value?.replace(/\r\n?/g, '\n').trim()
  return trimmed ? trimmed : null
}

const date = (value: string | null | undefined): LegalDate | null => (value ? (value as LegalDate) : null)

type StoredContact = NonNullable<stored.Body['contacts']>[number]

const contact = (row: StoredContact, body: stored.Body | null): Contact => ({
  key: row.key ?? '',
  kind: row.kind,
  value: row.value ?? '',
  printed: row.printed,
  hours: text(row.hours),
  note: text(row.note),
  body: body ? { key: body.key ?? '', name: body.name } : null,
})

type StoredSituation = NonNullable<stored.Offence['situations']>[number]
type StoredBodyContact = NonNullable<stored.Channel['bodyContacts']>[number]

/** The contacts to print: first those taken from bodies, then the entry's own. */
function contacts(
  ofBodies: StoredBodyContact[] | null | undefined,
  own: StoredContact[] | null | undefined,
): Contact[] {
  const taken = (ofBodies ?? []).flatMap((row) => {
    const body = filled(row.body)
    const found = body?.contacts?.find(({ key }) => key === row.contact)
    return body && found ? [contact(found, body)] : []
  })
  return [...taken, ...(own ?? []).map((row) => contact(row, null))]
}

/** The contacts of a body, in its own record. */
export const bodyContacts = (body: stored.Body): Contact[] =>
  (body.contacts ?? []).map((row) => contact(row, null))

/** What entries print of a body: its name, and each of its contacts. */
export const bodyParts = (body: stored.Body): unknown[] => [
  { key: body.key ?? '', name: body.name },
  ...(body.contacts ?? []).map((row) => contact(row, body)),
]

const linkRows = (rows: stored.Route['links']): LinkRow[] =>
  (rows ?? []).map(({ key, label, url }) => ({ key: key ?? '', label, url }))

/** What entries print of a source. */
export const sourcePart = (doc: stored.Source): SourceRef => ({
  key: doc.key ?? '',
  precision: doc.precision,
  url: doc.url,
  host: doc.host ?? '',
  title: doc.title,
})

const source = (relation: string | stored.Source | null | undefined): SourceRef | null => {
  const doc = filled(relation)
  return doc ? sourcePart(doc) : null
}

/** What entries print of an instrument. */
export const instrumentPart = (doc: stored.Instrument): InstrumentRef => ({
  key: doc.key ?? '',
  kind: doc.kind,
  title: doc.title,
  jurisdiction: filled(doc.jurisdiction)?.key ?? null,
  year: doc.year ?? null,
  number: text(doc.number),
  extent: text(doc.extent),
})

const citations = (rows: stored.Offence['citations']): Citation[] =>
  (rows ?? []).flatMap((row) => {
    const cited = source(row.source)
    if (!cited) return []
    const exact = text(row.quote)
    return [
      {
        supports: row.supports ?? [],
        source: cited,
        pinpoint: text(row.pinpoint),
        quote:
          exact === null ? null : { prefix: text(row.quotePrefix), exact, suffix: text(row.quoteSuffix) },
        retrievedOn: date(row.retrievedOn),
      },
    ]
  })

const uses = (rows: stored.Offence['instruments']): InstrumentUse[] =>
  (rows ?? []).flatMap((row) => {
    const doc = filled(row.instrument)
    if (!doc) return []
    return [
      {
        instrument: instrumentPart(doc),
        provision: text(row.provision),
        relation: row.relation,
        standing: row.standing,
        claims: row.claims ?? [],
      },
    ]
  })

const situation = ({ key, group, text: words }: StoredSituation): SituationRow => ({
  key: key ?? '',
  group,
  text: words,
})

type ToContent<K extends Kind> = (doc: Stored[K]) => ContentByKind[K]

const toContent: { [K in Kind]: ToContent<K> } = {
  profile: ({ emergency, doxxing, recording, budapest, ownOffences }) => ({
    emergency:
      emergency?.contacts?.length || text(emergency?.useWhen)
        ? {
            contacts: contacts(null, emergency?.contacts),
            useWhen: text(emergency?.useWhen),
            say: text(emergency?.say),
            note: text(emergency?.note),
          }
        : null,
    doxxing:
      doxxing?.status && text(doxxing.text)
        ? {
            status: doxxing.status,
            text: text(doxxing.text) ?? '',
            ...withoutEmpty({ say: text(doxxing.say) }),
          }
        : null,
    recording:
      recording?.rule && text(recording.text)
        ? { rule: recording.rule, text: text(recording.text) ?? '' }
        : null,
    budapest: budapest ?? null,
    ownOffences: ownOffences ?? null,
  }),
  channel: (doc) => ({
    title: doc.title,
    stage: doc.stage,
    role: doc.role ?? null,
    reach: doc.reach,
    does: text(doc.does),
    ask: text(doc.ask),
    instead: text(doc.instead),
    body: filled(doc.body) ? { key: filled(doc.body)?.key ?? '', name: filled(doc.body)?.name ?? '' } : null,
    url: text(doc.url),
    contacts: contacts(doc.bodyContacts, doc.contacts),
  }),
  offence: (doc) => ({
    title: doc.title,
    reportAs: text(doc.reportAs),
    ...withoutEmpty({
      situations: doc.situations?.length ? doc.situations.map(situation) : null,
      say: text(doc.say),
      timeLimit: text(doc.timeLimit),
    }),
    standing: doc.standing ?? null,
    penalty: text(doc.penalty),
    covers: text(doc.covers),
    section: text(doc.section),
    nature: doc.nature ?? null,
    classification: text(doc.classification),
    elements: (doc.elements ?? []).map((row) => ({ key: row.key ?? '', text: row.text })),
    elementsNote: text(doc.elementsNote),
    related: (doc.related ?? []).flatMap((relation) => filled(relation)?.key ?? []),
    officialSource: source(doc.officialSource),
  }),
  route: (doc) => ({
    lever: text(doc.lever),
    mechanism: text(doc.mechanism),
    caveat: text(doc.caveat),
    seeNations: doc.seeNations === true,
    contacts: contacts(doc.bodyContacts, doc.contacts),
    links: linkRows(doc.links),
  }),
  ladder: (doc) => ({
    steps: (doc.steps ?? []).map((step) => ({
      key: step.key ?? '',
      title: step.title,
      text: text(step.text) ?? '',
      contacts: contacts(step.bodyContacts, step.contacts),
      links: linkRows(step.links),
      namesRight: step.namesRight === true,
      crossBorder: step.crossBorder === true,
    })),
  }),
  essential: (doc) => ({
    title: doc.title,
    slug: doc.slug,
    summary: text(doc.summary),
    crossBorder: doc.crossBorder === true,
    sections: (doc.sections ?? []).map((section) => ({
      key: section.key ?? '',
      heading: section.heading,
      body: fromLexical(section.body),
      confidenceNote: text(section.confidenceNote),
    })),
  }),
}

/** A place as saved; read deep enough that its parent is populated. */
export function toJurisdiction(doc: stored.Jurisdiction): Structure {
  return jurisdictionStructure({
    key: doc.key ?? doc.slug,
    slug: doc.slug as Slug,
    name: doc.name,
    inSentence: doc.inSentence,
    abbreviation: doc.abbreviation || null,
    iso: doc.iso,
    kind: doc.kind,
    guide: doc.guide,
    parent: filled(doc.parent)?.key ?? null,
  })
}

/** The site texts as saved; empty if nobody has filled them in. */
export function toSite(doc: Partial<stored.Site>): Structure {
  const words = (value: string | null | undefined): string => value ?? ''
  return siteStructure({
    brand: words(doc.brand),
    strapline: words(doc.strapline),
    sample: doc.sample === true,
    sampleNotice: words(doc.sampleNotice),
    disclaimer: words(doc.disclaimer),
    correctionsEmail: doc.correctionsEmail || null,
    exitUrl: words(doc.exitUrl),
    exitLabel: words(doc.exitLabel),
    guide: mapValues(GUIDE_LABELS, (name) => words(doc.guide?.[name])),
    routeClosing: words(doc.routeClosing),
    about: words(doc.about),
    elsewhere: words(doc.elsewhere),
    mailSender: doc.mailSender || null,
    mailFooter: doc.mailFooter || null,
  })
}

/** A working copy as plain data: what submission would freeze. */
export function toEntry<K extends Kind>(
  kind: K,
  doc: Stored[K],
): { entry: Entry; guide: GuideForm | null; revision: number } {
  const jurisdiction = 'jurisdiction' in doc ? filled(doc.jurisdiction) : null
  const content = (toContent[kind] as ToContent<K>)(doc)
  const entry = {
    kind,
    key: doc.key ?? '',
    jurisdiction: jurisdiction?.key ?? null,
    order: doc.order,
    instruments: uses(doc.instruments),
    citations: citations(doc.citations),
    // Stated at submission: a working copy has no date of its own.
    inForceAsOf: null,
    reverifyEvery: doc.reverifyEvery,
    confidence: {
      level: doc.confidence ?? null,
      note: doc.confidence === 'high' ? null : text(doc.confidenceNote),
    },
    content,
  } as Entry
  return { entry, guide: jurisdiction?.guide ?? null, revision: doc.revision ?? 0 }
}
