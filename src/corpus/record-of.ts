import type { Contact } from '#domain/content/contacts.ts'
import type {
  ContentByKind,
  Entry,
  InstrumentRef,
  JurisdictionContent,
  SiteContent,
  SourceRef,
} from '#domain/content/content.ts'
import type { Kind } from '#domain/keys.ts'
import { withoutEmpty } from '#domain/values.ts'
import { NOT_CHOSEN } from './confidence.ts'
import type { Corpus } from './corpus.ts'

/** What only editors read in an entry, and no edition freezes. */
export interface EntryNotes {
  editorNote: string | null
  /** Notes for editors on sections, by the key of the section. */
  sections: ReadonlyMap<string, string>
}

type Fields = Record<string, unknown>

/** A contact without what is empty, and without the body whose it is. */
const ownContact = ({ body: _body, ...contact }: Contact): Fields => withoutEmpty({ ...contact })

/** Contacts of bodies by reference, and those that are written out. */
const contactFields = (contacts: readonly Contact[]): Fields => ({
  bodyContacts: contacts.flatMap(({ body, key }) => (body ? [{ body: body.key, contact: key }] : [])),
  contacts: contacts.filter(({ body }) => !body).map(ownContact),
})

type FieldsOf<K extends Kind> = (content: ContentByKind[K], notes: EntryNotes) => Fields

const ofKind: { [K in Kind]: FieldsOf<K> } = {
  profile: ({ emergency, ...rest }) => ({
    ...withoutEmpty(rest),
    ...(emergency
      ? { emergency: withoutEmpty({ ...emergency, contacts: emergency.contacts.map(ownContact) }) }
      : {}),
  }),
  channel: ({ body, contacts, ...rest }) => ({
    ...withoutEmpty({ ...rest, body: body?.key ?? null }),
    ...contactFields(contacts),
  }),
  offence: ({ officialSource, ...rest }) => withoutEmpty({ ...rest, officialSource: officialSource?.key }),
  route: ({ contacts, ...rest }) => ({ ...withoutEmpty(rest), ...contactFields(contacts) }),
  ladder: ({ steps }) => ({
    steps: steps.map(({ contacts, ...step }) => ({ ...step, ...contactFields(contacts) })),
  }),
  essential: ({ sections, ...rest }, notes) => ({
    ...withoutEmpty(rest),
    sections: sections.map(({ body, ...section }) => ({
      ...withoutEmpty({ ...section, editorNote: notes.sections.get(section.key) }),
      blocks: body,
    })),
  }),
}

/** An entry as a record of a corpus: what it refers to is named by key, what is empty is left out. */
export function recordOf<K extends Kind>(entry: Entry, notes: EntryNotes): Corpus['offences'][number] {
  const { kind, key, order, instruments, citations, inForceAsOf, reverifyEvery, confidence } = entry
  const fields = (ofKind[kind] as FieldsOf<K>)(entry.content as ContentByKind[K], notes)
  const record = {
    key,
    order,
    ...fields,
    instruments: instruments.map((use) => withoutEmpty({ ...use, instrument: use.instrument.key })),
    citations: citations.map(({ source, quote, ...citation }) =>
      withoutEmpty({
        ...citation,
        source: source.key,
        quote: quote?.exact,
        quotePrefix: quote?.prefix,
        quoteSuffix: quote?.suffix,
      }),
    ),
    reverifyEvery,
    ...withoutEmpty({
      inForceAsOf,
      editorNote: notes.editorNote,
      confidence:
        confidence.level === 'high'
          ? null
          : { ...withoutEmpty(confidence), level: confidence.level ?? NOT_CHOSEN },
    }),
  }
  // The record of this kind: its shape is that of the fields above, which the file's own schema checks.
  return record as unknown as Corpus['offences'][number]
}

export const placeRecord = ({ key: _key, ...place }: JurisdictionContent): Corpus['jurisdictions'][number] =>
  withoutEmpty(place) as Corpus['jurisdictions'][number]

export const siteRecord = (site: SiteContent): NonNullable<Corpus['site']> =>
  Object.fromEntries(
    Object.entries(withoutEmpty({ ...site })).filter(([, value]) => value !== ''),
  ) as NonNullable<Corpus['site']>

export const instrumentRecord = (instrument: InstrumentRef): Corpus['instruments'][number] =>
  withoutEmpty({ ...instrument }) as Corpus['instruments'][number]

export const sourceRecord = ({ url, title, precision }: SourceRef): Corpus['sources'][number] => ({
  url,
  title,
  precision,
})
