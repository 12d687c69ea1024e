import { BUDAPEST, DOXXING_STATUSES, REACHES, RECORDING_RULES, ROLES } from './channels.ts'
import { CONTACT_KINDS, type Contact } from './contacts.ts'
import { isStructure, type ContentByKind, type Entry, type Reviewed } from './content.ts'
import { hasOwnGuide, type GuideForm } from './jurisdictions.ts'
import type { Kind } from '../keys.ts'
import { hrefsOf, plainText } from './rich-text.ts'
import { SITUATION_GROUPS, type SituationRow } from './situations.ts'
import { structureFields } from './structure.ts'
import { CONFIDENCES, isInForce, NATURES, RELATIONS, LEGAL_STATUSES } from './legal-status.ts'

/**
 * One field of an entry as readers see it. An entry's fields are what citations point to (if citable), what
 * coverage is judged by, and what a change shows before and after.
 */
export interface Field {
  /** `penalty`, `steps.report`: used in citations, diffs and changes. */
  id: string
  label: string
  /** The text of the field; null if it is empty. */
  text: string | null
  /** True for a claim: a field that a citation may support. */
  citable: boolean
  /** Must be filled in before submission. */
  required: boolean
  /** Must have a citation before submission, if filled in. */
  covered: boolean
  /** What the text consists of, where readers see more than one part: its number, when to call it, what to say. */
  parts?: Part[]
}

/** A part of a field. */
export interface Part {
  /** Unique in its field. */
  id: string
  text: string | null
}

/** Kinds whose claims are rows of an array: each row is the claim `<array>.<row key>`. */
export const ROW_CLAIMS: Partial<Record<Kind, 'steps' | 'sections'>> = {
  ladder: 'steps',
  essential: 'sections',
}

/** The claims that every entry of a kind can make, besides those of its rows. */
export const CLAIM_LISTS: Record<Kind, readonly { id: string; label: string }[]> = {
  profile: [
    { id: 'emergency', label: 'Emergency numbers' },
    { id: 'doxxing', label: 'Doxxing status' },
    { id: 'recording', label: 'Recording rule' },
    { id: 'budapest', label: 'Budapest Convention' },
    { id: 'ownOffences', label: 'Offences of its own' },
  ],
  channel: [
    { id: 'role', label: 'Role' },
    { id: 'does', label: 'What it does' },
    { id: 'instead', label: 'Use instead' },
    { id: 'contacts', label: 'Contacts' },
  ],
  offence: [
    { id: 'situations', label: 'What is happening' },
    { id: 'standing', label: 'Standing' },
    { id: 'penalty', label: 'Maximum penalty' },
    { id: 'timeLimit', label: 'Time limit' },
    { id: 'covers', label: 'What it covers' },
    { id: 'section', label: 'Section' },
    { id: 'classification', label: 'Classification' },
    { id: 'elements', label: 'Key elements' },
  ],
  route: [
    { id: 'lever', label: 'Fastest lever' },
    { id: 'mechanism', label: 'How the case reaches them' },
    { id: 'caveat', label: 'Caveat' },
  ],
  ladder: [],
  essential: [{ id: 'summary', label: 'Summary' }],
}

/** Claims that need a source before submission wherever they are filled in, whatever the place. */
export const NEED_SOURCE: Partial<Record<Kind, readonly string[]>> = {
  offence: ['penalty', 'timeLimit', 'covers', 'section'],
  route: ['lever', 'mechanism'],
}

const words = (...parts: (string | null | undefined | false)[]): string | null => {
  const text = parts.filter((part) => typeof part === 'string' && part.trim() !== '').join('\n')
  return text === '' ? null : text
}

const digits = (text: string): string => text.replace(/\D/g, '').replace(/^0+/, '')

/** True if the printed text already shows the full number or address. */
const saysItAll = ({ printed, value }: Contact): boolean =>
  printed === value ||
  (digits(printed) !== '' && /^[+\d]+$/.test(value) && value.endsWith(digits(printed))) ||
  value.replace(/^https?:\/\/|\/$/g, '') === printed

/** How a contact is reached, where that is not by calling: nothing else tells a number to text from one to call. */
const otherThanCalling = ({ kind }: Contact): string | null => (kind === 'phone' ? null : CONTACT_KINDS[kind])

/** A contact as printed, with its target and kind: a change to any of them is a change for readers. */
const contactWords = (contacts: Contact[]): string | null =>
  words(
    ...contacts.map((contact) =>
      [
        contact.body?.name,
        contact.printed,
        !saysItAll(contact) && contact.value,
        otherThanCalling(contact),
        contact.hours,
        contact.note,
      ]
        .filter(Boolean)
        .join(', '),
    ),
  )

const linkWords = (links: { label: string; url: string }[]): string | null =>
  words(...links.map(({ label, url }) => `${label} (${url})`))

const situationWords = (rows: readonly SituationRow[] = []): string | null =>
  words(...rows.map(({ group, text }) => `${SITUATION_GROUPS[group]}: ${text}`))

/** The text of a field: whole, or by its parts. */
type Told = string | null | Part[]

/** Parts in the order in which they are printed. */
const inParts = (parts: Record<string, string | null | undefined | false>): Part[] =>
  Object.entries(parts).map(([id, text]) => ({ id, text: words(text) }))

const toldAs = (told: Told): Pick<Field, 'text' | 'parts'> =>
  Array.isArray(told) ? { text: words(...told.map(({ text }) => text)), parts: told } : { text: words(told) }

const plain = (id: string, label: string, told: Told, required = false): Field => ({
  id,
  label,
  ...toldAs(told),
  citable: false,
  required,
  covered: false,
})

const claim = (
  id: string,
  label: string,
  told: Told,
  rules: Partial<Pick<Field, 'required' | 'covered'>> = {},
): Field => ({
  id,
  label,
  ...toldAs(told),
  citable: true,
  required: rules.required ?? false,
  covered: rules.covered ?? false,
})

/** A claim from a kind's list, with its label. */
const listed =
  (kind: Kind) =>
  (id: string, told: Told, rules?: Parameters<typeof claim>[3]): Field => {
    const entry = CLAIM_LISTS[kind].find((each) => each.id === id)
    if (!entry) throw new TypeError(`${id} is not in the list of claims of ${kind}.`)
    return claim(id, entry.label, told, { covered: NEED_SOURCE[kind]?.includes(id) ?? false, ...rules })
  }

const ofProfile = listed('profile')
const ofChannel = listed('channel')
const ofOffence = listed('offence')
const ofRoute = listed('route')
const ofEssential = listed('essential')

type Fields<K extends Kind> = (content: ContentByKind[K], guide: GuideForm | null) => Field[]

/** The fields of each kind, in printed order. */
const fieldsByKind: { [K in Kind]: Fields<K> } = {
  profile: ({ emergency, doxxing, recording, budapest, ownOffences }, guide) => [
    ofProfile(
      'emergency',
      emergency &&
        inParts({
          contacts: contactWords(emergency.contacts),
          useWhen: emergency.useWhen,
          say: emergency.say,
          note: emergency.note,
        }),
      {
        required: hasOwnGuide(guide),
        covered: hasOwnGuide(guide),
      },
    ),
    ofProfile(
      'doxxing',
      doxxing && inParts({ status: DOXXING_STATUSES[doxxing.status], text: doxxing.text, say: doxxing.say }),
      {
        required: hasOwnGuide(guide),
        covered: hasOwnGuide(guide),
      },
    ),
    ofProfile(
      'recording',
      recording && inParts({ rule: RECORDING_RULES[recording.rule], text: recording.text }),
      {
        required: guide !== 'inbound',
        covered: true,
      },
    ),
    ofProfile('budapest', budapest && BUDAPEST[budapest], {
      required: guide === 'inbound',
      covered: guide === 'inbound',
    }),
    ofProfile('ownOffences', ownOffences === null ? null : String(ownOffences)),
  ],
  channel: (channel) => [
    plain('title', 'Title', channel.title, true),
    plain('body', 'Body', channel.body?.name ?? null),
    ofChannel('role', channel.role && ROLES[channel.role], { required: true }),
    plain('reach', 'Who can use it', REACHES[channel.reach]),
    ofChannel('does', channel.does, { required: channel.contacts.length === 0 && channel.url === null }),
    plain('ask', 'What to ask for', channel.ask),
    ofChannel('instead', channel.instead, { required: channel.role === 'not-here' }),
    plain('url', 'Address', channel.url),
    ofChannel('contacts', contactWords(channel.contacts)),
  ],
  offence: (offence) => {
    // What is not chosen yet may be in force: an editor sees at once what that asks for.
    const usable = offence.standing === null || isInForce(offence.standing)
    return [
      plain('title', 'Title', offence.title, true),
      plain('reportAs', 'Report it as', offence.reportAs),
      plain('say', 'What to say', offence.say ?? null),
      ofOffence('situations', situationWords(offence.situations)),
      ofOffence('standing', offence.standing && LEGAL_STATUSES[offence.standing], { required: true }),
      ofOffence('penalty', offence.penalty, { required: usable }),
      ofOffence('timeLimit', offence.timeLimit ?? null),
      ofOffence('covers', offence.covers, { required: true }),
      ofOffence('section', offence.section, { required: usable }),
      ofOffence(
        'classification',
        inParts({
          nature: offence.nature && NATURES[offence.nature],
          classification: offence.classification,
        }),
      ),
      ofOffence(
        'elements',
        inParts({ elements: words(...offence.elements.map(({ text }) => text)), note: offence.elementsNote }),
      ),
      plain('related', 'See also', words(...offence.related)),
      plain('officialSource', 'Official source', offence.officialSource?.url ?? null, true),
    ]
  },
  route: (route) => [
    ofRoute('lever', route.lever, { required: true }),
    ofRoute('mechanism', route.mechanism, { required: true }),
    ofRoute('caveat', route.caveat),
    plain('contacts', 'Contacts', contactWords(route.contacts)),
    plain('links', 'Links', linkWords(route.links)),
  ],
  ladder: ({ steps }) =>
    steps.map((step) =>
      claim(
        `steps.${step.key}`,
        step.title || step.key,
        inParts({
          title: step.title,
          text: step.text,
          contacts: contactWords(step.contacts),
          links: linkWords(step.links),
        }),
        { required: true, covered: step.namesRight },
      ),
    ),
  essential: (essential) => [
    plain('title', 'Title', essential.title, true),
    plain('slug', 'Slug', essential.slug, true),
    ofEssential('summary', essential.summary, { required: true }),
    ...essential.sections.map((section) =>
      claim(
        `sections.${section.key}`,
        section.heading || section.key,
        inParts({
          heading: section.heading,
          body: plainText(section.body),
          links: words(...hrefsOf(section.body)),
          note: section.confidenceNote,
        }),
        { required: true },
      ),
    ),
  ],
}

/** Fields that every kind prints besides its own. */
const commonFields = ({ instruments, citations, confidence }: Entry): Field[] => [
  plain(
    'instruments',
    'Law it rests on',
    words(
      ...instruments.map(({ instrument, provision, relation, standing: legalStatus, claims }) =>
        [instrument.title, provision, RELATIONS[relation], LEGAL_STATUSES[legalStatus], claims.join(', ')]
          .filter(Boolean)
          .join(', '),
      ),
    ),
  ),
  plain(
    'citations',
    'Sources',
    words(
      ...citations.map(({ source, pinpoint, supports, quote }) =>
        [source.title, source.url, pinpoint, supports.join(', '), quote && `“${quote.exact}”`]
          .filter(Boolean)
          .join(', '),
      ),
    ),
  ),
  plain(
    'confidence',
    'Confidence',
    confidence.level && inParts({ level: CONFIDENCES[confidence.level], note: confidence.note }),
    true,
  ),
]

/**
 * The fields of an entry, in printed order.
 * @param guide how the entry's jurisdiction is published; null if the entry has no jurisdiction.
 */
export function fieldsOf(entry: Reviewed, guide: GuideForm | null): Field[] {
  if (isStructure(entry))
    return structureFields(entry).map(([id, label, text, required]) => plain(id, label, text, required))
  const fields = fieldsByKind[entry.kind] as Fields<Kind>
  return [...fields(entry.content, guide), ...commonFields(entry)]
}

/** Ids of the claims that a citation of this entry may support. */
export const claimIds = (entry: Reviewed): string[] =>
  fieldsOf(entry, null)
    .filter((field) => field.citable)
    .map((field) => field.id)
