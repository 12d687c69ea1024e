import { z } from 'zod'
import {
  BUDAPEST,
  DOXXING_STATUSES,
  REACHES,
  RECORDING_RULES,
  ROLES,
  STAGES,
} from '#domain/content/channels.ts'
import { CONTACT_KINDS } from '#domain/content/contacts.ts'
import { INSTRUMENT_KINDS, PRECISIONS } from '#domain/content/content.ts'
import { isLegalDate } from '#domain/dates.ts'
import { GUIDES, isIsoCode, JURISDICTION_KINDS } from '#domain/content/jurisdictions.ts'
import { isRowKey, parseEntryKey, slugProblem, type Kind } from '#domain/keys.ts'
import { MAX_ADDRESS } from '#domain/mail-address.ts'
import { MOST_SITUATIONS, SITUATION_GROUPS } from '#domain/content/situations.ts'
import { CONFIDENCES, NATURES, RELATIONS, LEGAL_STATUSES } from '#domain/content/legal-status.ts'
import { LIMITS, storedForm, textProblem } from '#domain/text-rules.ts'
import { NOT_CHOSEN } from './confidence.ts'
import { richText } from './rich-text-schema.ts'

/**
 * The format of corpus files (YAML or JSON). A corpus is a folder of files; each may hold any of the lists below,
 * and they are merged. Records refer to each other by natural key, across files.
 */

const oneOf = <T extends Record<string, string>>(words: T) =>
  z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]])

const checked = (limit: number, multiline: boolean) =>
  z
    .string()
    .trim()
    .min(1)
    .superRefine((text, context) => {
      const problem = textProblem(text, limit, { multiline })
      if (problem) context.addIssue({ code: 'custom', message: problem })
    })
    .overwrite(storedForm)

/** One line of plain text. */
const line = checked(LIMITS.line, false)
/** Plain text: each line is a paragraph; lines that start with “- ” form a list. */
const text = checked(LIMITS.prose, true)
const editorNote = text.optional().describe('For editors and reviewers: never published.')
const date = z.string().refine(isLegalDate, 'is not a date: write it as YYYY-MM-DD')
const url = z.string().min(1)

const slug = z.string().superRefine((value, context) => {
  const problem = slugProblem(value)
  if (problem) context.addIssue({ code: 'custom', message: problem })
})
const rowKey = z.string().refine(isRowKey, 'is not a row key: lower-case letters, digits and single hyphens')
const entryKey = (kind: Kind) =>
  z
    .string()
    .refine(
      (value) => parseEntryKey(value)?.kind === kind,
      `is not a key of this kind: write it as <place>/${kind}${kind === 'profile' || kind === 'ladder' || kind === 'route' ? '' : '/<name>'}`,
    )

const contact = z.strictObject({
  key: rowKey,
  kind: oneOf(CONTACT_KINDS).default('phone'),
  value: z
    .string()
    .default('')
    .describe(
      'What is dialled for numbers: E.164, a short code, a code with # or *, or a relay prefix with its number (18001101); an address for web, app and email; empty in person.',
    ),
  printed: line,
  hours: line.optional(),
  note: line.optional(),
})

const bodyContact = z
  .strictObject({ body: slug, contact: rowKey })
  .describe('A contact from the record of a body.')
const link = z.strictObject({ key: rowKey, label: line, url })
const claimIds = z.array(z.string().min(1))

const instrumentUse = z.strictObject({
  instrument: slug.describe('Key of an instrument.'),
  provision: line.optional(),
  relation: oneOf(RELATIONS).default('creates'),
  standing: oneOf(LEGAL_STATUSES).default('in-force'),
  claims: claimIds.default([]).describe('Claims that rest on it; empty where the whole entry does.'),
})

const citation = z.strictObject({
  source: z
    .string()
    .min(1)
    .describe(
      'Key of a source: its address without scheme and www., or host#title-slug where only the site is known.',
    ),
  supports: claimIds.min(1),
  pinpoint: line.optional(),
  quote: text.optional(),
  quotePrefix: line.optional(),
  quoteSuffix: line.optional(),
  retrievedOn: date.optional(),
})

const UNCHOSEN = 'Left out of a draft for which nobody has chosen it yet.'

const entry = {
  order: z
    .number()
    .int()
    .min(0)
    .max(9999)
    .optional()
    .describe('Without it: the position in its list, times ten.'),
  instruments: z.array(instrumentUse).max(30).default([]),
  citations: z.array(citation).max(40).default([]),
  inForceAsOf: date
    .optional()
    .describe('The day on which a person last checked it against its sources; left out of a draft.'),
  reverifyEvery: z.number().int().min(7).max(1095).default(180),
  confidence: z
    .strictObject({
      level: z.enum([...oneOf(CONFIDENCES).options, NOT_CHOSEN]),
      note: text.optional().describe('Readers see it.'),
    })
    .optional()
    .describe(
      `Left out where it is high; its level is ${NOT_CHOSEN} in a draft for which nobody has chosen one.`,
    ),
  editorNote,
}

const jurisdiction = z.strictObject({
  slug,
  name: line,
  inSentence: line,
  abbreviation: line.optional(),
  iso: z.string().refine(isIsoCode, 'is not an ISO 3166 code'),
  kind: oneOf(JURISDICTION_KINDS),
  parent: slug.optional(),
  guide: oneOf(GUIDES),
})

const body = z.strictObject({
  key: slug,
  name: line,
  jurisdiction: slug.optional(),
  url: url.optional(),
  contacts: z.array(contact).max(20).default([]),
})

const instrument = z.strictObject({
  key: slug,
  title: line,
  kind: oneOf(INSTRUMENT_KINDS),
  jurisdiction: slug.optional(),
  year: z.number().int().min(1200).max(2200).optional(),
  number: line.optional(),
  extent: text.optional(),
})

const source = z.strictObject({ url, title: line, precision: oneOf(PRECISIONS).default('page') })

const profile = z.strictObject({
  key: entryKey('profile'),
  ...entry,
  emergency: z
    .strictObject({
      contacts: z.array(contact).default([]),
      useWhen: line.optional(),
      say: line.optional(),
      note: text.optional(),
    })
    .optional(),
  doxxing: z.strictObject({ status: oneOf(DOXXING_STATUSES), text, say: line.optional() }).optional(),
  recording: z.strictObject({ rule: oneOf(RECORDING_RULES), text }).optional(),
  budapest: oneOf(BUDAPEST).optional(),
  ownOffences: z.number().int().min(0).max(999).optional(),
})

const channel = z.strictObject({
  key: entryKey('channel'),
  ...entry,
  title: line,
  stage: oneOf(STAGES),
  role: oneOf(ROLES).optional().describe(UNCHOSEN),
  reach: oneOf(REACHES).default('public'),
  body: slug.optional(),
  does: text.optional(),
  ask: text.optional(),
  instead: text.optional(),
  url: url.optional(),
  bodyContacts: z.array(bodyContact).default([]),
  contacts: z.array(contact).max(20).default([]),
})

const offence = z.strictObject({
  key: entryKey('offence'),
  ...entry,
  title: line,
  reportAs: line.optional(),
  situations: z
    .array(z.strictObject({ key: rowKey, group: oneOf(SITUATION_GROUPS), text: line }))
    .max(MOST_SITUATIONS)
    .default([])
    .describe('What it looks like, in the words of the person it happens to.'),
  say: line.optional().describe('What to say, where “I want to report …” does not fit.'),
  standing: oneOf(LEGAL_STATUSES).optional().describe(UNCHOSEN),
  penalty: text.optional(),
  timeLimit: text.optional().describe('By when a case must be brought.'),
  covers: text.optional(),
  section: text.optional(),
  nature: oneOf(NATURES).optional(),
  classification: line.optional(),
  elements: z
    .array(z.strictObject({ key: rowKey, text }))
    .max(30)
    .default([]),
  elementsNote: text.optional(),
  officialSource: z.string().min(1).optional(),
  related: z.array(entryKey('offence')).default([]),
})

const route = z.strictObject({
  key: entryKey('route'),
  ...entry,
  lever: text.optional(),
  mechanism: text.optional(),
  caveat: text.optional(),
  seeNations: z.boolean().default(false),
  bodyContacts: z.array(bodyContact).default([]),
  contacts: z.array(contact).max(20).default([]),
  links: z.array(link).max(20).default([]),
})

const step = z.strictObject({
  key: rowKey,
  title: line,
  text,
  namesRight: z.boolean().default(false),
  crossBorder: z.boolean().default(false),
  bodyContacts: z.array(bodyContact).default([]),
  contacts: z.array(contact).max(20).default([]),
  links: z.array(link).max(20).default([]),
})

const ladder = z.strictObject({ key: entryKey('ladder'), ...entry, steps: z.array(step).max(30).default([]) })

const essential = z.strictObject({
  key: entryKey('essential'),
  ...entry,
  title: line,
  slug,
  summary: text.optional(),
  crossBorder: z.boolean().default(false),
  sections: z
    .array(
      z.strictObject({
        key: rowKey,
        heading: line,
        body: z
          .string()
          .trim()
          .min(1)
          .max(LIMITS.richText)
          .overwrite(storedForm)
          .optional()
          .describe(
            'Markdown: paragraphs, ### and #### headings, lists, > quotes, **bold**, *italic*, [links](https://…).',
          ),
        blocks: richText
          .optional()
          .describe('The same as data, instead of “body”, where Markdown cannot say it: H₂O.'),
        confidenceNote: text.optional(),
        editorNote,
      }),
    )
    .max(30)
    .default([]),
})

const site = z.strictObject({
  brand: line,
  strapline: line,
  sample: z.boolean().default(false),
  sampleNotice: text.optional(),
  disclaimer: text,
  correctionsEmail: z.email().max(MAX_ADDRESS).optional(),
  exitUrl: url,
  exitLabel: line,
  about: text,
  elsewhere: text,
  routeClosing: text,
  mailSender: line.optional(),
  mailFooter: text.optional(),
  guide: z.strictObject({
    title: line,
    intro: text,
    emergencyHeading: line,
    emergencyAfter: text,
    recordHeading: line,
    recordIntro: text,
    nationalHeading: line,
    nationalIntro: text,
    offencesHeading: line,
    offencesIntro: text,
    doxxingHeading: line,
    recordingHeading: line,
    sectionsHeading: line,
    sectionsIntro: text,
    crossBorderHeading: line,
    crossBorderIntro: text,
    ladderHeading: line,
    ladderIntro: text,
    essentialsHeading: line,
    essentialsIntro: text,
  }),
})

export const corpusFile = z.strictObject({
  site: site.optional(),
  jurisdictions: z.array(jurisdiction).default([]),
  bodies: z.array(body).default([]),
  instruments: z.array(instrument).default([]),
  sources: z.array(source).default([]),
  profiles: z.array(profile).default([]),
  channels: z.array(channel).default([]),
  offences: z.array(offence).default([]),
  ladders: z.array(ladder).default([]),
  routes: z.array(route).default([]),
  essentials: z.array(essential).default([]),
})

/** One corpus file, parsed. */
export type CorpusFile = z.infer<typeof corpusFile>

/** JSON Schema of a corpus file, for editors and other tools. */
export function corpusJsonSchema(): unknown {
  const schema = z.toJSONSchema(corpusFile, { io: 'input', unrepresentable: 'any' })
  return {
    ...schema,
    title: 'Recourse corpus file',
    description: 'Content of legal self-help guides for `recourse import`.',
  }
}
