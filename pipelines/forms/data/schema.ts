import { CONTACT_KINDS } from '#domain/content/contacts.ts'
import { PRECISIONS } from '#domain/content/content.ts'
import { GUIDES, JURISDICTION_KINDS } from '#domain/content/jurisdictions.ts'
import { CONFIDENCES, LEGAL_STATUSES, RELATIONS } from '#domain/content/legal-status.ts'
import { KINDS } from '#domain/keys.ts'
import { GUIDE_FORMS, paths, type DataSchema } from '#domain/publish/paths.ts'

/** JSON Schema, draft 2020-12. Properties may be added within a format: readers ignore those they do not know. */
type Schema = Readonly<Record<string, unknown>>

const text = (description: string): Schema => ({ type: 'string', description })
const orNull = ({ type, ...rest }: Schema): Schema => ({ ...rest, type: [type, 'null'] })
const oneOf = (values: Readonly<Record<string, unknown>>, description: string): Schema => ({
  enum: Object.keys(values),
  description,
})
const list = (items: Schema, description: string): Schema => ({ type: 'array', items, description })
const flag = (description: string): Schema => ({ type: 'boolean', description })
const day = (description: string): Schema => ({
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description,
})
const hash = (description: string): Schema => ({ type: 'string', pattern: '^[0-9a-f]{64}$', description })
const url = (description: string): Schema => ({ type: 'string', pattern: '^https?://', description })
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` })

/** An object all of whose properties are always there. */
const record = (properties: Readonly<Record<string, Schema>>, description: string): Schema => ({
  type: 'object',
  description,
  properties,
  required: Object.keys(properties),
})

const source = record(
  {
    title: text('Title of the page.'),
    url: url('Its address.'),
    precision: oneOf(PRECISIONS, '“page”: the page itself. “host”: only the site is known.'),
    pinpoint: orNull(text('Where on the page: a section, a paragraph.')),
    retrievedOn: orNull(day('The day on which a person read it there.')),
  },
  'An official page that supports a claim.',
)

const claim = record(
  {
    id: text('Name of the claim, unique in its entry: “penalty”, “steps.report”.'),
    label: text('The same for people.'),
    text: text('What is said, in plain text: a line feed ends a paragraph, “- ” begins an item of a list.'),
    verifiedOn: day('The day on which a person last compared it with its sources.'),
    edition: hash('SHA-256 of the edition of the entry that says so.'),
    inForceSince: orNull(day('The day it became law, where its last change names one.')),
    sources: list(ref('source'), 'What it rests on.'),
  },
  'One statement, with everything that is needed to check it.',
)

const contact = record(
  {
    kind: oneOf(CONTACT_KINDS, 'Way to reach somebody.'),
    printed: text('The number or address as people write it.'),
    href: orNull(text('What dials or opens it: “tel:999”. Null for a place to go to.')),
    hours: orNull(text('When somebody answers.')),
    note: orNull(text('What to know before using it.')),
    body: orNull(text('Who answers.')),
  },
  'A way to reach somebody.',
)

const law = record(
  {
    title: text('Title of the Act, order or treaty.'),
    provision: orNull(text('The section or article.')),
    relation: oneOf(RELATIONS, 'What the provision does for the entry.'),
    status: oneOf(LEGAL_STATUSES, 'Legal status of the provision.'),
  },
  'A provision that the entry rests on.',
)

const entry = record(
  {
    key: text('Name of the entry: “scotland/offence/stalking”. It never changes.'),
    kind: { enum: KINDS, description: 'What the entry is.' },
    place: orNull(text('Key of its place; null for an essay, which applies everywhere.')),
    title: orNull(text('Its title, where it has one.')),
    edition: record(
      {
        number: { type: 'integer', minimum: 0, description: '1 for the first.' },
        hash: hash('SHA-256 of its canonical content: two copies with the same hash say the same.'),
        liveSince: day('The day it went live.'),
      },
      'The edition that readers see.',
    ),
    verifiedOn: day('The day on which a person last compared all of it with its sources.'),
    verifyBy: day('The day after which a person must compare it again. After it, check the source yourself.'),
    overdue: flag('True if that day had passed when this file was made.'),
    inForceSince: orNull(day('The day all of it became law, where it was new on that day.')),
    takesForce: {
      ...record({ on: day('The day.'), yet: flag('True if it had come when this file was made.') }, ''),
      type: ['object', 'null'],
      description: 'Where it was checked before it takes force: nobody has said since that it is in force.',
    },
    confidence: record(
      {
        level: oneOf(CONFIDENCES, 'How sure its editors are.'),
        note: orNull(text('Why they are not sure.')),
      },
      'How sure its editors are.',
    ),
    claims: list(ref('claim'), 'What it states, in printed order.'),
    details: list(
      record({ id: text('Name.'), label: text('The same for people.'), text: text('Plain text.') }, ''),
      'What it says besides its claims: what to ask for, what to call it.',
    ),
    contacts: list(ref('contact'), 'Whom to call, write to or visit; in an emergency, the first.'),
    law: list(ref('law'), 'The provisions it rests on.'),
  },
  'A channel, an offence, a route, an essay: what is edited, reviewed and verified as one.',
)

const place = {
  key: text('Name of the place. It never changes.'),
  slug: text('The place in addresses.'),
  name: text('Name.'),
  iso: text('ISO 3166 code.'),
  kind: oneOf(JURISDICTION_KINDS, 'What the place is.'),
  parent: orNull(text('Key of the place that it is part of.')),
}

const guide = record(
  {
    place: record(place, 'The place it is for.'),
    title: text('Title of the guide.'),
    version: record(
      {
        hash: {
          type: 'string',
          pattern: '^[0-9a-f]{10}$',
          description: 'The version, as printed on every form.',
        },
        changedOn: day('The day of its latest change.'),
      },
      'The version of the guide that this file holds.',
    ),
    current: record(
      {
        page: url('The guide as it is now, with its version.'),
        version: url('What has changed since any version.'),
        ...Object.fromEntries(Object.keys(GUIDE_FORMS).map((form) => [form, url('Another form of it.')])),
      },
      'Addresses. A copy is current if its version is the one that stands there.',
    ),
    parts: list(
      record(
        {
          id: text('Name of the part, and its fragment on the page.'),
          heading: text('Its heading.'),
          entries: list(text('Key of an entry.'), 'Its entries, in printed order.'),
        },
        '',
      ),
      'The guide in printed order.',
    ),
  },
  'A guide: its place, its version, and which entries it prints where.',
)

const site = {
  name: text('Name of the site.'),
  sample: flag('True if the content is sample content that nobody verified.'),
  notice: orNull(text('The notice that must be shown with sample content.')),
  disclaimer: text('What the content is, and is not.'),
  corrections: orNull(text('Mail address for errors.')),
}

const DEFINITIONS = { source, claim, contact, law, entry, guide }

const common = {
  $schema: url('Address of this schema.'),
  format: { const: 1, description: 'Another number means that readers of this one must change.' },
  language: text('Language of all texts (BCP 47).'),
}

const SCHEMAS: Record<DataSchema, { title: string; schema: Schema }> = {
  'guide-1': {
    title: 'A guide as data',
    schema: record(
      {
        ...common,
        site: record(site, 'The site that published it.'),
        guide: ref('guide'),
        entries: list(ref('entry'), 'Everything that the guide says.'),
      },
      'One guide with all its entries. Each claim carries its text, the day it was verified, its sources and the hash of its edition.',
    ),
  },
  'site-1': {
    title: 'All guides as data',
    schema: record(
      {
        ...common,
        site: record(
          {
            ...site,
            strapline: text('What the site is for.'),
            page: url('Its first page.'),
          },
          'The site that published it.',
        ),
        current: url('Address of the current data.'),
        places: list(
          record({ ...place, guide: oneOf(GUIDES, 'How the place is published.') }, 'A place.'),
          'The places that guides speak of.',
        ),
        guides: list(ref('guide'), 'Every guide.'),
        entries: list(ref('entry'), 'Every entry once, by key.'),
      },
      'Everything published: each entry once, and each guide as a list of them.',
    ),
  },
}

/** A published schema. @param publicUrl its id is its address. */
export const schemaOf = (name: DataSchema, publicUrl: string): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: publicUrl + paths.schema(name),
  title: SCHEMAS[name].title,
  ...SCHEMAS[name].schema,
  $defs: DEFINITIONS,
})

export const SCHEMA_NAMES = Object.keys(SCHEMAS) as DataSchema[]
