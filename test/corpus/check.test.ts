import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkCorpus } from '#corpus/check.ts'
import type { Corpus, CorpusProblem } from '#corpus/corpus.ts'
import { readCorpusFile, type ReadFile } from '#corpus/read.ts'
import { corpusJsonSchema } from '#corpus/schema.ts'
import { site } from '../fixtures/snapshot.ts'

const TODAY = new Date('2026-11-21T10:00:00Z')

const WORDS = Object.entries(site().guide)
  .map(([name, words]) => `    ${name}: "${words}"`)
  .join('\n')

const SITE = `site:
  brand: Recourse
  strapline: Strapline
  disclaimer: Disclaimer
  exitUrl: https://weather.example.org/
  exitLabel: Leave
  about: About
  elsewhere: Elsewhere
  routeClosing: Closing
  guide:
${WORDS}
`

const SHARED = `jurisdictions:
  - { slug: testland, name: Testland, inSentence: Testland, iso: TL, kind: country, guide: full }
  - { slug: northmark, name: Northmark, inSentence: Northmark, iso: TL-NM, kind: state, parent: testland, guide: section }
bodies:
  - key: police
    name: Police
    jurisdiction: testland
    contacts:
      - { key: line, value: "101", printed: "101" }
instruments:
  - { key: harassment-act, title: Harassment Act, kind: act, jurisdiction: testland, year: 2001 }
sources:
  - { url: https://law.example.org/act/3, title: Section 3 }
`

const ENTRIES = `profiles:
  - key: testland/profile
    inForceAsOf: "2026-01-31"
    emergency:
      contacts:
        - { key: emergency, value: "999", printed: "999" }
    doxxing: { status: none, text: No offence of its own. }
    recording: { rule: one-party, text: You may record your own calls. }
    citations:
      - { source: law.example.org/act/3, supports: [emergency, doxxing, recording] }
channels:
  - key: testland/channel/police
    title: Police
    stage: record
    role: police-intake
    body: police
    does: Takes reports.
    bodyContacts:
      - { body: police, contact: line }
    inForceAsOf: "2026-01-31"
    citations:
      - { source: law.example.org/act/3, supports: [does, contacts] }
offences:
  - key: testland/offence/stalking
    title: Stalking
    standing: in-force
    penalty: Up to 5 years.
    covers: Following somebody.
    section: Section 3
    officialSource: law.example.org/act/3
    elements:
      - { key: twice, text: It happened twice. }
    instruments:
      - { instrument: harassment-act, provision: s. 3, claims: [penalty] }
    citations:
      - source: law.example.org/act/3
        supports: [penalty, covers, section]
    inForceAsOf: "2026-01-31"
ladders:
  - key: testland/ladder
    inForceAsOf: "2026-01-31"
    steps:
      - key: ask-again
        title: Ask again
        text: Ask for the officer in charge.
        links:
          - { key: form, label: Form, url: https://forms.example.org/complaint }
routes:
  - key: testland/route
    lever: Ask the police.
    mechanism: Through the police.
    inForceAsOf: "2026-01-31"
    citations:
      - { source: law.example.org/act/3, supports: [lever, mechanism] }
essentials:
  - key: global/essential/evidence
    title: Evidence
    slug: evidence
    summary: Keep it.
    inForceAsOf: "2026-01-31"
    sections:
      - key: first
        heading: First
        body: Keep **everything**.
`

const BASE = { 'site.yaml': SITE, 'shared.yaml': SHARED, 'entries.yaml': ENTRIES }
type Files = Record<string, string>

/** The end of the line that a refusal must name. */
const MARK = ' # here'

/** The marked line of some files, as a refusal names it. */
function marked(files: Files): string {
  for (const [file, text] of Object.entries(files)) {
    const line = text.split('\n').findIndex((each) => each.endsWith(MARK))
    if (line !== -1) return `${file}:${line + 1}`
  }
  return 'nowhere'
}

function check(files: Files): { corpus: Corpus | null; problems: CorpusProblem[] } {
  const results = Object.entries(files).map(([file, text]) => readCorpusFile(file, text))
  const problems = results.flatMap((each) => each.problems)
  if (problems.length > 0) return { corpus: null, problems }
  return checkCorpus(
    results.flatMap(({ read }): ReadFile[] => (read ? [read] : [])),
    TODAY,
  )
}

const told = (files: Files): string[] =>
  check(files).problems.map(({ file, line, message }) => `${file}:${line} ${message}`)

/** The corpus with one piece of one file replaced. */
function withPiece(file: keyof typeof BASE, piece: string, other: string): Files {
  if (!BASE[file].includes(piece)) throw new Error(`${file} has no “${piece}”`)
  return { ...BASE, [file]: BASE[file].replace(piece, () => other) }
}

describe('a corpus', () => {
  it('is taken as it stands where nothing is wrong with it', () => {
    const { corpus, problems } = check(BASE)
    expect(problems).toEqual([])
    expect(
      corpus &&
        Object.fromEntries(
          Object.entries(corpus).map(([list, records]) => [
            list,
            Array.isArray(records) ? records.length : 'one',
          ]),
        ),
    ).toEqual({
      site: 'one',
      jurisdictions: 2,
      bodies: 1,
      instruments: 1,
      sources: 1,
      profiles: 1,
      channels: 1,
      offences: 1,
      ladders: 1,
      routes: 1,
      essentials: 1,
    })
  })

  it('has what is left out filled in', () => {
    const { corpus } = check(BASE)
    expect(corpus?.offences[0]).toEqual({
      key: 'testland/offence/stalking',
      order: 10,
      title: 'Stalking',
      standing: 'in-force',
      penalty: 'Up to 5 years.',
      covers: 'Following somebody.',
      section: 'Section 3',
      officialSource: 'law.example.org/act/3',
      related: [],
      situations: [],
      elements: [{ key: 'twice', text: 'It happened twice.' }],
      instruments: [
        {
          instrument: 'harassment-act',
          provision: 's. 3',
          relation: 'creates',
          standing: 'in-force',
          claims: ['penalty'],
        },
      ],
      citations: [{ source: 'law.example.org/act/3', supports: ['penalty', 'covers', 'section'] }],
      inForceAsOf: '2026-01-31',
      reverifyEvery: 180,
    })
  })

  it('is the same however it is spread over files', () => {
    const one = check({ 'all.yaml': SITE + SHARED + ENTRIES })
    expect(one.problems).toEqual([])
    expect(one.corpus).toEqual(check(BASE).corpus)
    const split = ENTRIES.split(/^(?=\w)/m).map((text, index) => [`${index}.yaml`, text] as const)
    expect(check({ ...Object.fromEntries(split), 'z.yaml': SITE + SHARED }).corpus).toEqual(one.corpus)
  })

  it('may be empty', () => {
    expect(told({ 'empty.yaml': '' })).toEqual([])
    expect(told({ 'comment.yaml': '# nothing yet\n' })).toEqual([])
  })
})

const OFFENCE = `    citations:
      - source: law.example.org/act/3
        supports: [penalty, covers, section]`

describe('a corpus is refused, with file and line, for', () => {
  it.each<[string, Files, string, string[]?]>([
    [
      'a source that is not there',
      withPiece('entries.yaml', OFFENCE, OFFENCE.replace('act/3', `act/4${MARK}`)),
      'offences.0.citations.0.source: there is no source “law.example.org/act/4”',
    ],
    [
      'an official source that is not there',
      withPiece(
        'entries.yaml',
        'officialSource: law.example.org/act/3',
        `officialSource: law.example.org/act/5${MARK}`,
      ),
      'offences.0.officialSource: there is no source “law.example.org/act/5”',
      ['entries.yaml:24 offences.0: “Official source” is empty: fill it in.'],
    ],
    [
      'an instrument that is not there',
      withPiece(
        'entries.yaml',
        '      - { instrument: harassment-act, provision: s. 3, claims: [penalty] }',
        `      - { instrument: other-act, claims: [penalty] }${MARK}`,
      ),
      'offences.0.instruments.0.instrument: there is no instrument “other-act”',
    ],
    [
      'a body that is not there',
      withPiece('entries.yaml', '    body: police\n', `    body: militia${MARK}\n`),
      'channels.0.body: there is no body “militia”',
    ],
    [
      'a contact of a body that is not there',
      withPiece('entries.yaml', '{ body: police, contact: line }', `{ body: militia, contact: line }${MARK}`),
      'channels.0.bodyContacts.0: there is no body “militia”',
    ],
    [
      'a contact that the body does not have',
      withPiece('entries.yaml', '{ body: police, contact: line }', `{ body: police, contact: fax }${MARK}`),
      'channels.0.bodyContacts.0: police has no contact “fax”; it has: line',
    ],
    [
      'a related offence that is not there',
      withPiece(
        'entries.yaml',
        '    officialSource: law.example.org/act/3\n',
        `    officialSource: law.example.org/act/3\n    related: [testland/offence/threats]${MARK}\n`,
      ),
      'offences.0.related.0: there is no offence “testland/offence/threats”',
    ],
    [
      'a key that is used twice',
      {
        ...BASE,
        'more.yaml': `routes:\n  - key: testland/route${MARK}\n    lever: A\n    mechanism: B\n    inForceAsOf: "2026-01-31"\n    citations:\n      - { source: law.example.org/act/3, supports: [lever, mechanism] }\n`,
      },
      'routes.0.key: the key “testland/route” is used twice',
    ],
    [
      'a place that is not there',
      withPiece('entries.yaml', '- key: testland/ladder', `- key: elsewhere/ladder${MARK}`),
      'ladders.0.key: there is no jurisdiction “elsewhere”',
    ],
    [
      'a jurisdiction twice',
      withPiece(
        'shared.yaml',
        'bodies:',
        `  - { slug: testland, name: Other, inSentence: Other, iso: OT, kind: country, guide: full }${MARK}\nbodies:`,
      ),
      'jurisdictions.2: there are two of jurisdiction “testland”: a key is used once',
    ],
    [
      'a code twice',
      withPiece(
        'shared.yaml',
        'bodies:',
        `  - { slug: other, name: Other, inSentence: Other, iso: TL, kind: country, guide: inbound }${MARK}\nbodies:`,
      ),
      'jurisdictions.2.iso: there are two jurisdictions with the code TL',
    ],
    [
      'a parent that is not there',
      withPiece(
        'shared.yaml',
        'parent: testland, guide: section }',
        `parent: atlantis, guide: section }${MARK}`,
      ),
      'jurisdictions.1.parent: there is no jurisdiction “atlantis”',
    ],
    [
      'a section without a parent',
      withPiece('shared.yaml', 'parent: testland, guide: section }', `guide: section }${MARK}`),
      'jurisdictions.1.guide: a section needs a parent in whose guide it stands',
    ],
    [
      'a place that is part of itself',
      withPiece(
        'shared.yaml',
        'parent: testland, guide: section }',
        `parent: northmark, guide: section }${MARK}`,
      ),
      'jurisdictions.1.parent: “northmark” would be part of itself',
    ],
    [
      'a body twice',
      withPiece(
        'shared.yaml',
        'instruments:',
        `  - { key: police, name: Other, contacts: [{ key: line, value: "101", printed: "101" }] }${MARK}\ninstruments:`,
      ),
      'bodies.1: there are two of body “police”: a key is used once',
    ],
    [
      'a body of a place that is not there',
      withPiece('shared.yaml', '    jurisdiction: testland', `    jurisdiction: atlantis${MARK}`),
      'bodies.0.jurisdiction: there is no jurisdiction “atlantis”',
    ],
    [
      'an instrument twice',
      withPiece(
        'shared.yaml',
        'sources:',
        `  - { key: harassment-act, title: Other, kind: code }${MARK}\nsources:`,
      ),
      'instruments.1: there are two of instrument “harassment-act”: a key is used once',
    ],
    [
      'an instrument of a place that is not there',
      withPiece('shared.yaml', 'jurisdiction: testland, year: 2001 }', `jurisdiction: atlantis }${MARK}`),
      'instruments.0.jurisdiction: there is no jurisdiction “atlantis”',
    ],
    [
      'a source twice, in other words',
      withPiece(
        'shared.yaml',
        'title: Section 3 }',
        `title: Section 3 }\n  - { url: "http://www.law.example.org/act/3", title: Again }${MARK}`,
      ),
      'sources.1: there are two sources with the key law.example.org/act/3',
    ],
    [
      'an address that is not in its normal form',
      withPiece(
        'shared.yaml',
        'title: Section 3 }',
        `title: Section 3 }\n  - { url: HTTPS://Law.example.org, title: B }${MARK}`,
      ),
      'sources.1.url: write this address in its normal form: https://law.example.org/',
    ],
    [
      'a source that is a script',
      withPiece(
        'shared.yaml',
        'title: Section 3 }',
        `title: Section 3 }\n  - { url: "javascript:alert(1)", title: B }${MARK}`,
      ),
      'sources.1.url: “javascript:” addresses are not allowed here: only https:// and http://.',
    ],
    [
      'a link that is a script',
      withPiece(
        'entries.yaml',
        'url: https://forms.example.org/complaint }',
        `url: "javascript:alert(1)" }${MARK}`,
      ),
      'ladders.0.steps.0.links.0.url: “javascript:” addresses are not allowed here: only https:// and http://.',
    ],
    [
      'a channel whose address is none',
      withPiece(
        'entries.yaml',
        '    body: police\n',
        `    body: police\n    url: police.example.org${MARK}\n`,
      ),
      'channels.0.url: “police.example.org” is not a full address: start it with https://.',
    ],
    [
      'a number that is not the one printed',
      withPiece(
        'entries.yaml',
        '{ key: emergency, value: "999", printed: "999" }',
        `{ key: emergency, value: "999", printed: "998" }${MARK}`,
      ),
      'profiles.0.emergency.contacts.0: The number as printed (“998”) is not 999. Both must be the same number.',
    ],
    [
      'a number of a body that cannot exist',
      withPiece(
        'shared.yaml',
        '{ key: line, value: "101", printed: "101" }',
        `{ key: line, value: "+44300123", printed: "0300 123" }${MARK}`,
      ),
      'bodies.0.contacts.0: +44300123 is not a number that can exist in any country: check its digits.',
    ],
    [
      'two contacts with one key',
      withPiece(
        'shared.yaml',
        '{ key: line, value: "101", printed: "101" }',
        `{ key: line, value: "101", printed: "101" }\n      - { key: line, value: "999", printed: "999" }${MARK}`,
      ),
      'bodies.0.contacts.1.key: two contacts have the key “line”',
    ],
    [
      'two rows with one key',
      withPiece(
        'entries.yaml',
        '{ key: twice, text: It happened twice. }',
        `{ key: twice, text: It happened twice. }\n      - { key: twice, text: It made you afraid. }${MARK}`,
      ),
      'offences.0.elements.1.key: two rows have the key “twice”',
    ],
    [
      'a day that is still to come',
      withPiece(
        'entries.yaml',
        '    mechanism: Through the police.\n    inForceAsOf: "2026-01-31"',
        `    mechanism: Through the police.\n    inForceAsOf: "2026-11-23"${MARK}`,
      ),
      'routes.0.inForceAsOf: 2026-11-23 is in the future',
    ],
    [
      'a check from before a source was retrieved',
      withPiece(
        'entries.yaml',
        '    mechanism: Through the police.\n    inForceAsOf: "2026-01-31"\n    citations:\n      - { source: law.example.org/act/3, supports: [lever, mechanism] }',
        `    mechanism: Through the police.\n    inForceAsOf: "2026-01-31"${MARK}\n    citations:\n      - { source: law.example.org/act/3, supports: [lever, mechanism], retrievedOn: "2026-02-01" }`,
      ),
      'routes.0.inForceAsOf: 2026-01-31 is before 2026-02-01, when law.example.org/act/3 was retrieved: set the day on which all sources were checked',
    ],
    [
      'a claim that the entry does not have',
      withPiece(
        'entries.yaml',
        '  - key: testland/route\n    lever: Ask the police.\n    mechanism: Through the police.\n    inForceAsOf: "2026-01-31"\n    citations:\n      - { source: law.example.org/act/3, supports: [lever, mechanism] }',
        `  - key: testland/route${MARK}\n    lever: Ask the police.\n    mechanism: Through the police.\n    inForceAsOf: "2026-01-31"\n    citations:\n      - { source: law.example.org/act/3, supports: [lever, mechanism, penalty] }`,
      ),
      'routes.0: Citation 1 names “penalty”, which this entry does not have: choose one of its claims.',
    ],
    [
      'a full guide without an emergency number',
      withPiece(
        'entries.yaml',
        `  - key: testland/profile
    inForceAsOf: "2026-01-31"
    emergency:
      contacts:
        - { key: emergency, value: "999", printed: "999" }
`,
        `  - key: testland/profile${MARK}
    inForceAsOf: "2026-01-31"
`,
      ),
      'profiles.0: “Emergency numbers” is empty: fill it in.',
    ],
    [
      'a channel without a source',
      withPiece(
        'entries.yaml',
        `  - key: testland/channel/police
    title: Police
    stage: record
    role: police-intake
    body: police
    does: Takes reports.
    bodyContacts:
      - { body: police, contact: line }
    inForceAsOf: "2026-01-31"
    citations:
      - { source: law.example.org/act/3, supports: [does, contacts] }
`,
        `  - key: testland/channel/police${MARK}
    title: Police
    stage: record
    role: police-intake
    does: Takes reports.
    inForceAsOf: "2026-01-31"
`,
      ),
      'channels.0: Neither what it does nor a contact has a source: add a citation that supports one of them.',
    ],
    [
      'two sites',
      { ...BASE, 'zz.yaml': SITE.replace('  brand: Recourse', `  brand: Other${MARK}`) },
      'site: there is already a site in site.yaml',
    ],
    [
      'words that look like HTML',
      withPiece('entries.yaml', '    title: Stalking', `    title: <b>Stalking</b>${MARK}`),
      'offences.0.title: “<b>” looks like HTML. This is plain text: remove the markup.',
    ],
    [
      'half of a character',
      withPiece('entries.yaml', '    title: Stalking', `    title: "Cut \\ud83d"${MARK}`),
      'offences.0.title: This text contains U+D83D, half of a character (surrogate), after “Cut ”. Type it again, or paste it as plain text.',
    ],
    [
      'a character that stands for nothing in a key',
      withPiece('entries.yaml', '    title: Stalking', `    title: Stalking\n    "bad\ue000": x${MARK}`),
      'offences.0.bad\ue000: This text contains U+E000, a private character, which others cannot read, after “bad”. Type it again, or paste it as plain text.',
    ],
    [
      'a title of two lines',
      withPiece('entries.yaml', '    title: Stalking', `    title: "Stalking\\nand more"${MARK}`),
      'offences.0.title: This must be one line: it contains U+000A, a line break, after “Stalking”.',
    ],
    [
      'characters that are not seen',
      withPiece('entries.yaml', '    title: Stalking', `    title: "Stal\u200bking"${MARK}`),
      'offences.0.title: This text contains U+200B, an invisible mark (zero-width space), after “Stal”. Type it again, or paste it as plain text.',
    ],
    [
      'a field that is far too long',
      withPiece(
        'entries.yaml',
        '    covers: Following somebody.',
        `    covers: ${'x'.repeat(1_000_000)}${MARK}`,
      ),
      'offences.0.covers: This text has 1,000,000 characters; at most 8,000 are kept. Shorten it.',
    ],
    [
      'an essay that is far too long',
      withPiece(
        'entries.yaml',
        '        body: Keep **everything**.',
        `        body: ${'x'.repeat(60_001)}${MARK}`,
      ),
      'essentials.0.sections.0.body: Too big: expected string to have <=60000 characters',
    ],
    [
      'an empty field',
      withPiece('entries.yaml', '    title: Stalking', `    title: " "${MARK}`),
      'offences.0.title: Too small: expected string to have >=1 characters',
    ],
    [
      'a word that is none of a list',
      withPiece('entries.yaml', '    standing: in-force', `    standing: enforced${MARK}`),
      'offences.0.standing: Invalid option: expected one of "in-force"|"in-force-in-part"|"civil-only"|"abolished"|"not-extending"|"not-in-force"|"unenforceable"|"no-standalone-offence"',
    ],
    [
      'a day that does not exist',
      withPiece(
        'entries.yaml',
        '    mechanism: Through the police.\n    inForceAsOf: "2026-01-31"',
        `    mechanism: Through the police.\n    inForceAsOf: "2026-02-30"${MARK}`,
      ),
      'routes.0.inForceAsOf: is not a date: write it as YYYY-MM-DD',
    ],
    [
      'a key of another kind',
      withPiece('entries.yaml', '  - key: testland/ladder', `  - key: testland/route${MARK}`),
      'ladders.0.key: is not a key of this kind: write it as <place>/ladder',
    ],
    [
      'a reserved slug',
      withPiece(
        'shared.yaml',
        'bodies:',
        `  - { slug: changes, name: Other, inSentence: Other, iso: OT, kind: country, guide: inbound }${MARK}\nbodies:`,
      ),
      "jurisdictions.2.slug: “changes” is reserved: it stands for something else in the site's addresses. Choose another slug.",
    ],
    [
      'a code that ISO does not know',
      withPiece(
        'shared.yaml',
        'iso: TL, kind: country, guide: full }',
        `iso: tl, kind: country, guide: full }${MARK}`,
      ),
      'jurisdictions.0.iso: is not an ISO 3166 code',
    ],
    [
      'YAML that says a thing twice',
      withPiece('entries.yaml', '    title: Stalking', `    title: Stalking\n    title: Again${MARK}`),
      'This is not YAML that can be read: Map keys must be unique',
    ],
  ])('%s', (_name, files, message, others = []) => {
    expect(told(files)).toEqual([`${marked(files)} ${message}`, ...others])
  })

  it('a field that the format does not know, at the record that has it', () => {
    const files = withPiece(
      'entries.yaml',
      '  - key: testland/offence/stalking',
      `  - key: testland/offence/stalking${MARK}\n    colour: red`,
    )
    expect(told(files)).toEqual([`${marked(files)} offences.0: Unrecognized key: "colour"`])
  })

  it('a list that the format does not know', () => {
    expect(told({ 'a.yaml': '# a list\nstatutes: []\n' })).toEqual([
      'a.yaml:2 file: Unrecognized key: "statutes"',
    ])
  })

  it('nothing of another form of the same words: they are read in the one in which texts are kept', () => {
    const { read } = readCorpusFile(
      'a.yaml',
      'instruments:\n  - { key: a, title: "Me\u0301tis\u00a0Act", kind: act, extent: "One\\r\\nTwo" }\n',
    )
    expect(read?.content.instruments).toMatchObject([{ title: 'Métis Act', extent: 'One\nTwo' }])
  })

  it('YAML that cannot be read, at the line where it breaks', () => {
    expect(told({ 'a.yaml': 'sources:\n  - { url: https://a.example.org/\n  title: [\n' })[0]).toMatch(
      /^a\.yaml:[34] This is not YAML that can be read: /,
    )
    expect(told({ 'a.yaml': 'sources: "open\n' })[0]).toMatch(
      /^a\.yaml:[12] This is not YAML that can be read: /,
    )
  })

  it('aliases that grow without end', () => {
    const rows = ['a: &a [x]']
    for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh'])
      rows.push(`${to}: &${to} [${Array.from({ length: 9 }, () => `*${from}`).join(', ')}]`)
    expect(told({ 'bomb.yaml': rows.join('\n') })).toEqual([expect.stringMatching(/^bomb\.yaml:\d+ /)])
  })

  it('a file that is too long to read', () => {
    expect(told({ 'a.yaml': `# ${'x'.repeat(2_000_000)}` })).toEqual([
      'a.yaml:1 The file has 2000002 characters; at most 2000000 are read. Split it.',
    ])
  })

  it('no site where a guide is published', () => {
    const { 'site.yaml': _site, ...rest } = BASE
    expect(told(rest)).toEqual(['shared.yaml:1 No file has a “site”: add its brand and words.'])
    expect(told({ 'a.yaml': SHARED.replace('guide: full', 'guide: inbound') })).toEqual([])
  })

  it('a circle of places, at each that is in it', () => {
    const circle = `jurisdictions:
  - { slug: a, name: A, inSentence: A, iso: AA, kind: country, parent: c, guide: inbound }
  - { slug: b, name: B, inSentence: B, iso: BB, kind: nation, parent: a, guide: inbound }
  - { slug: c, name: C, inSentence: C, iso: CC, kind: state, parent: b, guide: inbound }
  - { slug: d, name: D, inSentence: D, iso: DD, kind: state, parent: c, guide: inbound }
`
    expect(told({ 'a.yaml': circle })).toEqual([
      'a.yaml:2 jurisdictions.0.parent: “a” would be part of itself',
      'a.yaml:3 jurisdictions.1.parent: “b” would be part of itself',
      'a.yaml:4 jurisdictions.2.parent: “c” would be part of itself',
    ])
  })

  it('everything that is wrong at once', () => {
    const files = {
      ...withPiece('entries.yaml', OFFENCE, '    citations: []'),
      'shared.yaml': SHARED.replace('printed: "101"', 'printed: "102"'),
    }
    expect(told(files).map((each) => each.replace(/:\d+ /, ' '))).toEqual([
      'shared.yaml bodies.0.contacts.0: The number as printed (“102”) is not 101. Both must be the same number.',
      'entries.yaml offences.0: “Maximum penalty” has no source: add a citation that supports it.',
      'entries.yaml offences.0: “What it covers” has no source: add a citation that supports it.',
      'entries.yaml offences.0: “Section” has no source: add a citation that supports it.',
    ])
  })

  it('no day that has begun somewhere on earth', () => {
    const on = (day: string): string[] =>
      told(
        withPiece(
          'entries.yaml',
          'does: Takes reports.\n    bodyContacts:\n      - { body: police, contact: line }\n    inForceAsOf: "2026-01-31"',
          `does: Takes reports.\n    bodyContacts:\n      - { body: police, contact: line }\n    inForceAsOf: "${day}"`,
        ),
      )
    expect([on('2026-11-21'), on('2026-11-22'), on('2026-11-23').length]).toEqual([[], [], 1])
  })

  it.each<[string, Files]>([
    [
      'a script in the words of an essay',
      withPiece(
        'entries.yaml',
        '        body: Keep **everything**.',
        `        body: Keep [it](javascript:alert(1)).${MARK}`,
      ),
    ],
    [
      'a way out that is a script',
      withPiece(
        'site.yaml',
        '  exitUrl: https://weather.example.org/',
        `  exitUrl: "javascript:alert(1)"${MARK}`,
      ),
    ],
    [
      'a heading of the first level in an essay',
      withPiece('entries.yaml', '        body: Keep **everything**.', `        body: "# Keep it"${MARK}`),
    ],
    [
      'a day of retrieval that is still to come',
      withPiece(
        'entries.yaml',
        '      - { source: law.example.org/act/3, supports: [emergency, doxxing, recording] }',
        `      - { source: law.example.org/act/3, supports: [emergency, doxxing, recording], retrievedOn: "2027-01-01" }${MARK}`,
      ),
    ],
  ])('%s', (_name, files) => {
    expect(told(files)).toEqual([expect.stringContaining(`${marked(files)} `)])
  })
})

describe('the sample corpus', () => {
  const FOLDER = 'src/corpus/sample'

  const read = async (): Promise<Files> => {
    const found = await readdir(FOLDER, { recursive: true, withFileTypes: true })
    const paths = found
      .filter((each) => each.isFile() && each.name.endsWith('.yaml'))
      .map((each) => join(each.parentPath, each.name))
      .sort()
    return Object.fromEntries(
      await Promise.all(
        paths.map(async (path) => [relative(FOLDER, path), await readFile(path, 'utf8')] as const),
      ),
    )
  }

  it('reads clean', async () => {
    const { corpus, problems } = check(await read())
    expect(problems).toEqual([])
    expect(corpus?.site?.sample).toBe(true)
    expect(
      corpus?.jurisdictions
        .filter(({ guide }) => guide === 'full')
        .map(({ slug }) => slug)
        .sort(),
    ).toEqual(['australia', 'canada', 'northern-ireland', 'scotland', 'south-africa'])
  })
})

describe('the schema of corpus files', () => {
  it('is the one that is kept for editors', async () => {
    expect(JSON.parse(await readFile('src/corpus/corpus.schema.json', 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(corpusJsonSchema())),
    )
  })
})
