import { contactProblem, type Contact } from '#domain/content/contacts.ts'
import type { Entry, SourceRef } from '#domain/content/content.ts'
import { submissionProblems } from '#domain/content/coverage.ts'
import { addDays, dayIn, type LegalDate } from '#domain/dates.ts'
import { makesCycle } from '#domain/content/jurisdictions.ts'
import { NO_PLACE, parseEntryKey, type Kind } from '#domain/keys.ts'
import { linkProblem } from '#domain/content/link-problem.ts'
import { richTextProblems, type RichText } from '#domain/content/rich-text.ts'
import { sourceKey } from '#domain/content/sources.ts'
import { LIMITS, textProblem } from '#domain/text-rules.ts'
import { hostOf, normaliseUrl, UrlProblem, type NormalUrl } from '#domain/urls.ts'
import { levelIn } from './confidence.ts'
import { LISTS, type Corpus, type CorpusProblem, type ListName } from './corpus.ts'
import { toLexical } from './lexical.ts'
import type { ReadFile } from './read.ts'

type Path = readonly (string | number)[]
type Report = (path: Path, message: string) => void

interface Located<T> {
  record: T
  report: Report
  /** Absent for a record that stands in no file. */
  at?: { file: string; line: number }
}

type LocatedLists = { [L in ListName]: Located<Corpus[L][number]>[] }

/** A checked corpus. */
export interface Checked {
  corpus: Corpus
  problems: CorpusProblem[]
  /** Where each record stands, by list and key. */
  standing: Map<string, { file: string; line: number }>
}

/** Names a record of a list: `offences scotland/offence/stalking`. */
export const recordName = (list: ListName | 'site', key: string): string => `${list} ${key}`

/**
 * Merges the files of a corpus and checks what spans files: unique keys, names that resolve, claims that the entry
 * has, sources where they are needed.
 * @param today day of the check, for dates that must not be in the future.
 * @param beside content that is there already, to which the files add: what they name may be in it, and they may
 *   hold drafts. Without it, they must be complete, as everything in them goes live.
 */
export function checkCorpus(files: readonly ReadFile[], today: Date, beside: Corpus | null = null): Checked {
  const problems: CorpusProblem[] = []
  const own = locate(files, problems, ordersIn(beside))
  const lists = beside ? withOthers(own, beside) : own
  const site = oneSite(files, problems)

  const places = new Map(
    unique(lists.jurisdictions, ({ slug }) => slug, 'jurisdiction').map((each) => [each.slug, each]),
  )
  const bodies = new Map(unique(lists.bodies, ({ key }) => key, 'body').map((each) => [each.key, each]))
  const instruments = new Map(
    unique(lists.instruments, ({ key }) => key, 'instrument').map((each) => [each.key, each]),
  )
  const sources = readSources(lists.sources)
  const offences = new Set(lists.offences.map(({ record }) => record.key))

  checkPlaces(lists, places)
  for (const { record, report } of lists.bodies) {
    if (record.jurisdiction && !places.has(record.jurisdiction))
      report(['jurisdiction'], `there is no jurisdiction “${record.jurisdiction}”`)
    if (record.url) checkUrl(record.url, report, ['url'])
    checkContacts(record.contacts, report, ['contacts'])
  }
  for (const { record, report } of lists.instruments)
    if (record.jurisdiction && !places.has(record.jurisdiction))
      report(['jurisdiction'], `there is no jurisdiction “${record.jurisdiction}”`)

  const latest = addDays(dayIn('UTC', today), 1)
  const known = { places, bodies, instruments, sources, offences, latest, drafts: beside !== null }
  const keys = new Map<string, string>()
  for (const [list, kind] of ENTRY_LISTS)
    for (const located of own[list] as Located<AnyEntry>[]) checkEntry(kind, located, known, keys)

  const corpus: Corpus = {
    site,
    jurisdictions: recordsOf(own.jurisdictions),
    bodies: recordsOf(own.bodies),
    instruments: recordsOf(own.instruments),
    sources: recordsOf(own.sources),
    profiles: recordsOf(own.profiles),
    channels: recordsOf(own.channels),
    offences: recordsOf(own.offences),
    ladders: recordsOf(own.ladders),
    routes: recordsOf(own.routes),
    essentials: recordsOf(own.essentials),
  }
  if (!beside && !site && corpus.jurisdictions.some(({ guide }) => guide === 'full'))
    problems.push({
      file: files[0]?.file ?? '',
      line: 1,
      message: 'No file has a “site”: add its brand and words.',
    })
  return { corpus, problems, standing: standingOf(files, own) }
}

/** The key of a record in its list. A source with an address that cannot be read is found by that address. */
export function keyOf(record: AnyRecord): string {
  if ('slug' in record && 'iso' in record) return record.slug
  if ('key' in record) return record.key
  try {
    return sourceKey({ ...record, url: normaliseUrl(record.url) })
  } catch (error) {
    if (!(error instanceof UrlProblem)) throw error
    return record.url
  }
}

function standingOf(files: readonly ReadFile[], lists: LocatedLists): Checked['standing'] {
  const standing: Checked['standing'] = new Map()
  for (const list of LISTS)
    for (const { record, at } of lists[list] as Located<AnyRecord>[]) {
      const name = recordName(list, keyOf(record))
      if (at && !standing.has(name)) standing.set(name, at)
    }
  for (const { file, content, lineOf } of files)
    if (content.site) standing.set(recordName('site', 'site'), { file, line: lineOf(['site']) })
  return standing
}

const silent: Report = () => undefined

/** The records of the files, and those beside them that they do not replace. */
function withOthers(own: LocatedLists, beside: Corpus): LocatedLists {
  const joined = <T extends AnyRecord>(mine: Located<T>[], others: readonly T[]) => {
    const keys = new Set(mine.map(({ record }) => keyOf(record)))
    const kept = others.filter((record) => !keys.has(keyOf(record)))
    return [...mine, ...kept.map((record) => ({ record, report: silent }))]
  }
  const merged = LISTS.map((list) => [list, joined(own[list] as Located<AnyRecord>[], beside[list])])
  return Object.fromEntries(merged) as LocatedLists
}

const ENTRY_LISTS = [
  ['profiles', 'profile'],
  ['channels', 'channel'],
  ['offences', 'offence'],
  ['ladders', 'ladder'],
  ['routes', 'route'],
  ['essentials', 'essential'],
] as const satisfies [ListName, Kind][]

type AnyRecord = Corpus[ListName][number]
type AnyEntry = Corpus[(typeof ENTRY_LISTS)[number][0]][number]

const recordsOf = <T>(located: readonly Located<T>[]): T[] => located.map(({ record }) => record)

/** The order that each entry has already. */
const ordersIn = (corpus: Corpus | null): Map<string, number> =>
  new Map(
    ENTRY_LISTS.flatMap(([list]) =>
      ((corpus?.[list] ?? []) as AnyEntry[]).map(({ key, order }): [string, number] => [key, order ?? 0]),
    ),
  )

function locate(
  files: readonly ReadFile[],
  problems: CorpusProblem[],
  orders: ReadonlyMap<string, number>,
): LocatedLists {
  const located = <T extends AnyRecord>(
    list: ListName,
    of: (content: ReadFile['content']) => readonly T[],
  ): Located<T>[] =>
    files.flatMap(({ file, content, lineOf }) =>
      of(content).map((record, index) => {
        const report: Report = (path, message) => {
          const full = [list, index, ...path]
          problems.push({ file, line: lineOf(full), message: `${full.join('.')}: ${message}` })
        }
        const order =
          'citations' in record ? { order: record.order ?? orders.get(record.key) ?? (index + 1) * 10 } : {}
        return { record: { ...record, ...order }, report, at: { file, line: lineOf([list, index]) } }
      }),
    )
  return {
    jurisdictions: located('jurisdictions', (content) => content.jurisdictions),
    bodies: located('bodies', (content) => content.bodies),
    instruments: located('instruments', (content) => content.instruments),
    sources: located('sources', (content) => content.sources),
    profiles: located('profiles', (content) => content.profiles),
    channels: located('channels', (content) => content.channels),
    offences: located('offences', (content) => content.offences),
    ladders: located('ladders', (content) => content.ladders),
    routes: located('routes', (content) => content.routes),
    essentials: located('essentials', (content) => content.essentials),
  }
}

function oneSite(files: readonly ReadFile[], problems: CorpusProblem[]): Corpus['site'] {
  const found = files.filter(({ content }) => content.site)
  for (const { file, lineOf } of found.slice(1))
    problems.push({
      file,
      line: lineOf(['site']),
      message: `site: there is already a site in ${found[0]?.file}`,
    })
  const [first] = found
  const exitUrl = first?.content.site?.exitUrl
  if (first && exitUrl !== undefined)
    checkUrl(
      exitUrl,
      (_path, message) =>
        problems.push({
          file: first.file,
          line: first.lineOf(['site', 'exitUrl']),
          message: `site.exitUrl: ${message}`,
        }),
      [],
    )
  return first?.content.site ?? null
}

function unique<T>(list: Located<T>[], keyOf: (record: T) => string, name: string): T[] {
  const seen = new Set<string>()
  for (const { record, report } of list) {
    const key = keyOf(record)
    if (seen.has(key)) report([], `there are two of ${name} “${key}”: a key is used once`)
    seen.add(key)
  }
  return list.map(({ record }) => record)
}

function checkUrl(text: string, report: Report, path: Path): NormalUrl | null {
  try {
    const url = normaliseUrl(text)
    if (url !== text) report(path, `write this address in its normal form: ${url}`)
    return url
  } catch (error) {
    if (!(error instanceof UrlProblem)) throw error
    report(path, error.message)
    return null
  }
}

function checkPlaces(lists: LocatedLists, places: Map<string, Corpus['jurisdictions'][number]>): void {
  const codes = new Set<string>()
  for (const { record, report } of lists.jurisdictions) {
    if (codes.has(record.iso)) report(['iso'], `there are two jurisdictions with the code ${record.iso}`)
    codes.add(record.iso)
    if (record.parent && !places.has(record.parent))
      report(['parent'], `there is no jurisdiction “${record.parent}”`)
    if (record.guide === 'section' && !record.parent)
      report(['guide'], 'a section needs a parent in whose guide it stands')
    if (makesCycle(record.slug, record.parent ?? null, (key) => places.get(key)?.parent ?? null))
      report(['parent'], `“${record.slug}” would be part of itself`)
  }
}

function readSources(list: LocatedLists['sources']): Map<string, SourceRef> {
  const sources = new Map<string, SourceRef>()
  for (const { record, report } of list) {
    const url = checkUrl(record.url, report, ['url'])
    if (!url) continue
    const key = sourceKey({ ...record, url })
    if (sources.has(key)) report([], `there are two sources with the key ${key}`)
    sources.set(key, { key, precision: record.precision, url, host: hostOf(url), title: record.title })
  }
  return sources
}

function checkContacts(
  contacts: readonly { key: string; kind: Contact['kind']; value: string; printed: string }[],
  report: Report,
  path: Path,
): void {
  const keys = new Set<string>()
  contacts.forEach((contact, index) => {
    const problem = contactProblem(contact)
    if (problem) report([...path, index], problem)
    if (keys.has(contact.key)) report([...path, index, 'key'], `two contacts have the key “${contact.key}”`)
    keys.add(contact.key)
  })
}

interface Known {
  places: Map<string, Corpus['jurisdictions'][number]>
  bodies: Map<string, Corpus['bodies'][number]>
  instruments: Map<string, Corpus['instruments'][number]>
  sources: Map<string, SourceRef>
  offences: Set<string>
  latest: LegalDate
  /** Entries may be incomplete: they are completed, and judged, before they are reviewed. */
  drafts: boolean
}

function checkEntry(
  kind: Kind,
  { record, report }: Located<AnyEntry>,
  known: Known,
  keys: Map<string, string>,
): void {
  if (keys.has(record.key)) report(['key'], `the key “${record.key}” is used twice`)
  keys.set(record.key, kind)
  const place = parseEntryKey(record.key)?.place ?? ''
  if (place !== NO_PLACE && !known.places.has(place)) report(['key'], `there is no jurisdiction “${place}”`)
  if (record.inForceAsOf && record.inForceAsOf > known.latest)
    report(['inForceAsOf'], `${record.inForceAsOf} is in the future`)

  record.citations.forEach((citation, index) => {
    if (citation.retrievedOn && citation.retrievedOn > known.latest)
      report(['citations', index, 'retrievedOn'], `${citation.retrievedOn} is in the future`)
    else if (
      !known.drafts &&
      citation.retrievedOn &&
      record.inForceAsOf &&
      citation.retrievedOn > record.inForceAsOf
    )
      report(
        ['inForceAsOf'],
        `${record.inForceAsOf} is before ${citation.retrievedOn}, when ${citation.source} was retrieved: set the day on which all sources were checked`,
      )
    if (!known.sources.has(citation.source))
      report(['citations', index, 'source'], `there is no source “${citation.source}”`)
  })
  record.instruments.forEach((use, index) => {
    if (!known.instruments.has(use.instrument))
      report(['instruments', index, 'instrument'], `there is no instrument “${use.instrument}”`)
  })
  checkParts(record, known, report)
  if (kind === 'offence') checkOffence(record as Corpus['offences'][number], known, report)
  if (kind === 'essential') checkEssay(record as Corpus['essentials'][number], report)

  if (known.drafts) return
  if (!record.inForceAsOf)
    report(
      ['inForceAsOf'],
      'this is missing: give the day on which the entry was checked against its sources',
    )
  for (const { message } of submissionProblems(
    asEntry(kind, record, known),
    known.places.get(place)?.guide ?? null,
  ))
    report([], message)
}

function checkOffence(
  { officialSource, related }: Corpus['offences'][number],
  known: Known,
  report: Report,
): void {
  if (officialSource && !known.sources.has(officialSource))
    report(['officialSource'], `there is no source “${officialSource}”`)
  related.forEach((key, index) => {
    if (!known.offences.has(key)) report(['related', index], `there is no offence “${key}”`)
  })
}

/** A section's rich text supports less than Markdown: headings of level 3 and 4, and links that can be printed. */
function checkEssay({ sections }: Corpus['essentials'][number], report: Report): void {
  sections.forEach(({ body, blocks }, index) => {
    if ((body === undefined) === (blocks === undefined))
      report(['sections', index], 'give the text either as “body” or as “blocks”')
    for (const { message } of blocks ? richTextProblems(toLexical(blocks)) : [])
      report(['sections', index, 'blocks'], message)
    if (body === undefined) return
    const heading = /^(#{1,2}|#{5,6})\s.*$/m.exec(body)
    if (heading)
      report(
        ['sections', index, 'body'],
        `“${heading[0].slice(0, 40)}” is a heading of level ${heading[1]?.length}: use ### or ####`,
      )
    for (const [, target = ''] of body.matchAll(/\]\(\s*<?([^)\s>]*)/g)) {
      const wrong = linkProblem(target)
      if (wrong !== null) report(['sections', index, 'body'], wrong.replace(/\.$/, ''))
    }
    const problem = textProblem(body.replace(/^> ?/gm, ''), LIMITS.richText)
    if (problem) report(['sections', index, 'body'], problem)
  })
}

/** Checks contacts, links and bodies anywhere in an entry. */
function checkParts(record: AnyEntry, known: Known, report: Report): void {
  if ('body' in record && record.body && !known.bodies.has(record.body))
    report(['body'], `there is no body “${record.body}”`)
  if ('url' in record && record.url) checkUrl(record.url, report, ['url'])
  if ('emergency' in record && record.emergency)
    checkContacts(record.emergency.contacts, report, ['emergency', 'contacts'])
  const holders: [Path, object][] = [
    [[], record],
    ...('steps' in record
      ? record.steps.map((step, index) => [['steps', index], step] as [Path, object])
      : []),
  ]
  for (const [path, holder] of holders) {
    const { bodyContacts = [], contacts = [], links = [] } = holder as Partial<Corpus['routes'][number]>
    checkContacts(contacts, report, [...path, 'contacts'])
    links.forEach((link, index) => checkUrl(link.url, report, [...path, 'links', index, 'url']))
    bodyContacts.forEach(({ body, contact }, index) => {
      const found = known.bodies.get(body)
      if (!found) report([...path, 'bodyContacts', index], `there is no body “${body}”`)
      else if (!found.contacts.some(({ key }) => key === contact))
        report(
          [...path, 'bodyContacts', index],
          `${body} has no contact “${contact}”; it has: ${found.contacts.map(({ key }) => key).join(', ')}`,
        )
    })
  }
  for (const list of ['steps', 'sections', 'situations', 'elements'] as const) {
    const rows = (Reflect.get(record, list) ?? []) as { key: string }[]
    rows.forEach(({ key }, index) => {
      if (rows.findIndex((row) => row.key === key) < index)
        report([list, index, 'key'], `two rows have the key “${key}”`)
    })
  }
}

type Fields = Record<string, never>

/** Contacts in the domain's form; those of bodies are appended unchanged. */
const contacts = (rows: readonly Record<string, unknown>[], ofBodies: readonly unknown[] = []) => [
  ...ofBodies.map(() => ({
    key: '',
    kind: 'phone',
    value: '',
    printed: '·',
    hours: null,
    note: null,
    body: null,
  })),
  ...rows.map((row) => ({ hours: null, note: null, body: null, ...row })),
]

/** A record's content by kind, with omitted fields filled in. */
const contentOf = (fields: Fields, known: Known): Record<Kind, () => unknown> => ({
  profile: () => ({
    emergency: null,
    doxxing: null,
    recording: null,
    budapest: null,
    ownOffences: null,
    ...fields,
  }),
  channel: () => ({
    role: null,
    ask: null,
    instead: null,
    does: null,
    url: null,
    ...fields,
    body: null,
    contacts: contacts(fields.contacts ?? [], fields.bodyContacts),
  }),
  offence: () => ({
    reportAs: null,
    standing: null,
    penalty: null,
    covers: null,
    section: null,
    nature: null,
    classification: null,
    elementsNote: null,
    ...fields,
    officialSource: fields.officialSource ? (known.sources.get(fields.officialSource) ?? null) : null,
  }),
  route: () => ({
    lever: null,
    mechanism: null,
    caveat: null,
    ...fields,
    contacts: contacts(fields.contacts ?? [], fields.bodyContacts),
  }),
  ladder: () => ({
    steps: ((fields.steps ?? []) as Record<string, never>[]).map((step) => ({
      ...step,
      contacts: contacts(step.contacts ?? [], step.bodyContacts),
    })),
  }),
  essential: () => ({
    ...fields,
    summary: fields.summary ?? null,
    sections: ((fields.sections ?? []) as { body?: string; blocks?: RichText }[]).map(
      ({ body, blocks, ...section }) => ({
        confidenceNote: null,
        ...section,
        body: blocks ?? [
          { type: 'paragraph', children: [{ type: 'text', text: body ?? '', bold: false, italic: false }] },
        ],
      }),
    ),
  }),
})

/** A corpus record as a domain entry, as far as coverage needs it. */
function asEntry(kind: Kind, record: AnyEntry, known: Known): Entry {
  const fields = Object.fromEntries(Object.entries(record)) as Fields
  const content = contentOf(fields, known)[kind]()
  // Only the part of an entry that coverage reads.
  return {
    kind,
    key: record.key,
    jurisdiction: parseEntryKey(record.key)?.place ?? null,
    order: record.order ?? 0,
    inForceAsOf: record.inForceAsOf ?? null,
    reverifyEvery: record.reverifyEvery,
    confidence: { level: levelIn(record.confidence), note: record.confidence?.note ?? null },
    instruments: record.instruments.map(({ instrument, ...use }) => ({
      provision: null,
      ...use,
      instrument: known.instruments.get(instrument) ?? { title: instrument },
    })),
    citations: record.citations.map(({ source, supports, pinpoint }) => ({
      supports,
      pinpoint: pinpoint ?? null,
      quote: null,
      source: known.sources.get(source) ?? { key: source, title: source, url: '' },
    })),
    content,
  } as unknown as Entry
}
