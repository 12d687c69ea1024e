import { contactHref, type Contact, type ContactKind } from '#domain/content/contacts.ts'
import { contactsOf } from '#domain/content/entry-contacts.ts'
import { fieldsOf, type Field } from '#domain/content/fields.ts'
import type { Confidence, LegalStatus, Relation } from '#domain/content/legal-status.ts'
import type { LegalDate } from '#domain/dates.ts'
import type { Sha256 } from '#domain/hash.ts'
import type { Kind } from '#domain/keys.ts'
import { WHOLE_ENTRY } from '#domain/publish/in-force-since.ts'
import type { LiveEntry } from '#domain/publish/snapshot.ts'

/** A statement of an entry with everything that is needed to check it. */
export interface ClaimData {
  id: string
  label: string
  text: string
  verifiedOn: LegalDate
  /** Hash of the edition that says so. */
  edition: Sha256
  inForceSince: LegalDate | null
  sources: SourceData[]
}

export interface SourceData {
  title: string
  url: string
  /** `page`, or `host` where only the site is known. */
  precision: 'page' | 'host'
  pinpoint: string | null
  retrievedOn: LegalDate | null
}

export interface ContactData {
  kind: ContactKind
  printed: string
  /** What dials or opens it; null where there is nothing to dial. */
  href: string | null
  hours: string | null
  note: string | null
  body: string | null
}

export interface EntryData {
  key: string
  kind: Kind
  place: string | null
  title: string | null
  edition: { number: number; hash: Sha256; liveSince: LegalDate }
  verifiedOn: LegalDate
  verifyBy: LegalDate
  overdue: boolean
  inForceSince: LegalDate | null
  /** Where it was checked before it takes force. */
  takesForce: { on: LegalDate; yet: boolean } | null
  confidence: { level: Confidence; note: string | null }
  claims: ClaimData[]
  /** What it says besides its claims. */
  details: { id: string; label: string; text: string }[]
  contacts: ContactData[]
  law: { title: string; provision: string | null; relation: Relation; status: LegalStatus }[]
}

/** Fields that are given in a form of their own. */
const OWN_FORM = new Set(['title', 'slug', 'contacts', 'instruments', 'citations', 'confidence'])

const contactData = (contact: Contact): ContactData => ({
  kind: contact.kind,
  printed: contact.printed,
  href: contactHref(contact),
  hours: contact.hours,
  note: contact.note,
  body: contact.body?.name ?? null,
})

const sourcesOf = ({ citations }: LiveEntry, claim: string): SourceData[] =>
  citations
    .filter(({ supports }) => supports.includes(claim))
    .map(({ source, pinpoint, retrievedOn }) => ({
      title: source.title,
      url: source.url,
      precision: source.precision,
      pinpoint,
      retrievedOn,
    }))

const isSaid = (field: Field): field is Field & { text: string } => field.text !== null

/** Nothing is submitted before it is chosen. */
function chosen<T>({ key }: LiveEntry, value: T | null): T {
  if (value === null) throw new TypeError(`${key} is live, and nobody has chosen its confidence.`)
  return value
}

/** A live entry as data. */
export function entryData(entry: LiveEntry): EntryData {
  const { edition, confidence } = entry
  const fields = fieldsOf(entry, null).filter(isSaid)
  return {
    key: entry.key,
    kind: entry.kind,
    place: entry.jurisdiction,
    title: 'title' in entry.content ? entry.content.title : null,
    edition: { number: edition.n, hash: edition.hash, liveSince: edition.since },
    verifiedOn: entry.verifiedOn,
    verifyBy: entry.dueOn,
    overdue: entry.overdue,
    inForceSince: entry.inForceSince[WHOLE_ENTRY] ?? null,
    takesForce: entry.takesForce,
    // Readers are told why a level is not high; the page says no more either.
    confidence: {
      level: chosen(entry, confidence.level),
      note: confidence.level === 'high' ? null : confidence.note,
    },
    claims: fields
      .filter(({ citable }) => citable)
      .map(({ id, label, text }) => ({
        id,
        label,
        text,
        verifiedOn: entry.verifiedOn,
        edition: edition.hash,
        inForceSince: entry.inForceSince[id] ?? null,
        sources: sourcesOf(entry, id),
      })),
    details: fields
      .filter(({ citable, id }) => !citable && !OWN_FORM.has(id))
      .map(({ id, label, text }) => ({ id, label, text })),
    contacts: contactsOf(entry).map(contactData),
    law: entry.instruments.map(({ instrument, provision, relation, standing }) => ({
      title: instrument.title,
      provision,
      relation,
      status: standing,
    })),
  }
}
