import { describe, expect, it } from 'vitest'
import { compareEntries, type ComparedField, type Comparison } from '#domain/content/compare.ts'
import type { Entry } from '#domain/content/content.ts'
import { legalDate } from '#domain/dates.ts'
import { KINDS } from '#domain/keys.ts'
import { citation, contact, entry, instrumentUse, paragraph, source } from '../../fixtures/snapshot.ts'

const compare = (before: unknown, after: unknown): Comparison =>
  compareEntries(before as Entry | null, after as Entry | null)

const names = ({ fields, citations }: Comparison) => ({
  fields: fields.map(({ field }) => field),
  citations: citations.map(({ field }) => field),
})

const found = (fields: readonly ComparedField[], field: string) => {
  const { label, before, after } = fields.find((each) => each.field === field) ?? {}
  return { label, before, after }
}

/** What is wrong with how one field is marked: its parts must join to the words before and after. */
function marks({ field, before, after, parts }: ComparedField): string[] {
  const joined = (op: 'del' | 'ins') =>
    parts.flatMap((part) => (part.op === 'same' || part.op === op ? [part.text] : [])).join('')
  return [
    ...(joined('del') === (before ?? '') ? [] : [`${field}: the words before do not join`]),
    ...(joined('ins') === (after ?? '') ? [] : [`${field}: the words after do not join`]),
    ...(before === after ? [`${field}: nothing differs`] : []),
  ]
}

type Path = readonly (string | number)[]

/** The way to each value that holds no others. */
function leavesOf(value: unknown, path: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [path]
  return Object.entries(value).flatMap(([name, each]) => leavesOf(each, [...path, name]))
}

const CHOICES: Record<string, [unknown, unknown]> = {
  'confidence.level': ['high', 'low'],
  'instrument.kind': ['act', 'order'],
  'contacts.kind': ['phone', 'sms'],
  relation: ['creates', 'penalty'],
  standing: ['in-force', 'abolished'],
  status: ['none', 'criminal'],
  rule: ['one-party', 'all-party'],
  budapest: ['party', 'not-party'],
  stage: ['record', 'national'],
  role: ['police-intake', 'regulator'],
  reach: ['public', 'police'],
  nature: ['criminal', 'civil'],
  group: ['threats', 'lies'],
  precision: ['page', 'host'],
  inForceAsOf: [legalDate('2026-09-01'), legalDate('2026-09-02')],
  retrievedOn: [legalDate('2026-10-01'), legalDate('2026-10-02')],
}

/** Another value than the one that stands there. */
function other(value: unknown, path: Path): unknown {
  const words = path.filter((step) => Number.isNaN(Number(step)))
  const choice = CHOICES[words.slice(-2).join('.')] ?? CHOICES[words.at(-1) ?? '']
  if (choice) return value === choice[0] ? choice[1] : choice[0]
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  return typeof value === 'string' ? `${value} altered` : 'Something'
}

function altered<T>(value: T, path: Path, whole: Path = path): T {
  const [step, ...rest] = path
  if (step === undefined) return other(value, whole) as T
  if (Array.isArray(value))
    return value.map((each: unknown, at) => (at === Number(step) ? altered(each, rest, whole) : each)) as T
  return { ...value, [step]: altered((value as Record<string, unknown>)[step], rest, whole) }
}

/** What makes an entry the one it is, and what only names a part of it: readers see none of it. */
const IDENTITY = [
  /^(kind|key|jurisdiction)$/,
  /(^|\.)(contacts|links|situations|elements|body|source|officialSource|instrument)(\.\d+)?\.key$/,
  // Read from the address, which is shown.
  /\.host$/,
  // Of the official source its title and address are printed.
  /^content\.officialSource\.precision$/,
  // Another type needs other properties, too.
  /\.type$/,
  // No body stands where the altered value would be no body.
  /\.body$/,
]

describe('two states of an entry, compared for those who work on it', () => {
  it.each(KINDS)('show nothing where they are equal: %s', (kind) => {
    expect(compare(entry(kind), structuredClone(entry(kind)))).toEqual({ fields: [], citations: [] })
    expect(compare(null, null)).toEqual({ fields: [], citations: [] })
  })

  it.each(KINDS)('show every value that was altered, and nothing that was not: %s', (kind) => {
    const before = entry(kind, { instruments: [instrumentUse({ claims: [] })] }) as Entry
    const hidden: string[] = []
    const wrong: string[] = []
    for (const path of leavesOf(before)) {
      const name = path.join('.')
      if (IDENTITY.some((each) => each.test(name))) continue
      const comparison = compare(before, altered(before, path))
      const all = [...comparison.fields, ...comparison.citations]
      if (all.length === 0) hidden.push(name)
      wrong.push(...all.flatMap(marks).map((problem) => `${name}: ${problem}`))
    }
    expect(hidden).toEqual([])
    expect(wrong).toEqual([])
  })

  it.each(KINDS)('show all that came with the first, and all that goes with the last: %s', (kind) => {
    const first = compare(null, entry(kind))
    const last = compare(entry(kind), null)
    expect([...first.fields, ...first.citations].filter(({ before }) => before !== null)).toEqual([])
    expect([...last.fields, ...last.citations].filter(({ after }) => after !== null)).toEqual([])
    expect(names(last)).toEqual(names(first))
    expect(
      [first, last].flatMap(({ fields, citations }) => [...fields, ...citations]).flatMap(marks),
    ).toEqual([])
  })

  it('mark words: what stayed, went and came', () => {
    const { fields, citations } = compare(
      entry('offence'),
      entry('offence', { content: { penalty: 'Up to 7 years in prison.' } }),
    )
    expect(citations).toEqual([])
    expect(fields).toEqual([
      {
        field: 'penalty',
        label: 'Maximum penalty',
        before: 'Up to 5 years in prison.',
        after: 'Up to 7 years in prison.',
        parts: [
          { op: 'same', text: 'Up to ' },
          { op: 'del', text: '5' },
          { op: 'ins', text: '7' },
          { op: 'same', text: ' years in prison.' },
        ],
      },
    ])
  })

  it('show days, place and how often it is verified, in words', () => {
    const after = entry('route', { order: 20, inForceAsOf: legalDate('2026-10-02'), reverifyEvery: 90 })
    const none = entry('route', { inForceAsOf: null })
    expect(
      compare(entry('route'), after).fields.map(({ label, before, after: now }) => [label, before, now]),
    ).toEqual([
      ['Place in the guide', '10', '20'],
      ['In force as of', '1 September 2026', '2 October 2026'],
      ['Verify again after', '180 days', '90 days'],
    ])
    // A working copy states no day: it is no difference that it will be checked.
    expect(found(compare(entry('route'), none).fields, 'inForceAsOf')).toMatchObject({ label: undefined })
  })
})

describe('sources, compared', () => {
  it('are shown for each claim that rests on them, not in one heap', () => {
    const before = entry('offence', { citations: [citation('act', ['penalty', 'covers'])] })
    const after = entry('offence', {
      citations: [citation('act', ['penalty', 'covers'], { pinpoint: 's. 2' })],
    })
    const { fields, citations } = compare(before, after)
    expect(fields).toEqual([])
    expect(citations.map(({ field, label }) => [field, label])).toEqual([
      ['penalty', 'Maximum penalty'],
      ['covers', 'What it covers'],
    ])
    expect(citations[0]?.before).toBe(
      'Page on act, https://law.example.org/act, s. 1, “before quoted words on act after”, retrieved 1 October 2026',
    )
    expect(citations[0]?.parts.filter(({ op }) => op !== 'same')).toEqual([
      { op: 'del', text: '1' },
      { op: 'ins', text: '2' },
    ])
  })

  it('are shown where a claim loses its last, gains its first, or one of two', () => {
    const rests = (...supports: string[][]) =>
      entry('offence', { citations: supports.map((claims, at) => citation(`page-${at}`, claims)) })
    const { citations } = compare(rests(['penalty'], ['covers', 'section']), rests(['covers'], ['covers']))
    expect(
      citations.map(({ field, before, after }) => [
        field,
        before?.split('\n').length,
        after?.split('\n').length,
      ]),
    ).toEqual([
      ['penalty', 1, undefined],
      ['covers', 1, 2],
      ['section', 1, undefined],
    ])
  })

  it('that stand behind nothing are shown as that', () => {
    const after = entry('route', { citations: [...entry('route').citations, citation('idle', [])] })
    const { citations } = compare(entry('route'), after)
    expect(
      citations.map(({ field, label, before, after: now }) => [field, label, before, now?.split(',')[0]]),
    ).toEqual([['citations', 'No claim', null, 'Page on idle']])
  })

  it('of a claim that is gone are shown under the name that it had', () => {
    const ladder = entry('ladder')
    const { citations } = compare(
      ladder,
      entry('ladder', { citations: [], content: { steps: ladder.content.steps.slice(0, 1) } }),
    )
    expect(citations.map(({ field, label, after }) => [field, label, after])).toEqual([
      ['steps.abroad', 'Lead it abroad', null],
    ])
  })
})

describe('parts of an entry, compared', () => {
  const { steps } = entry('ladder').content
  const { sections } = entry('essential').content

  it('that changed places are shown as their order, and as nothing else', () => {
    const { fields, citations } = compare(
      entry('ladder'),
      entry('ladder', { content: { steps: steps.toReversed() } }),
    )
    expect(citations).toEqual([])
    expect(names({ fields, citations }).fields).toEqual(['rows'])
    expect(found(fields, 'rows')).toEqual({
      label: 'Order of its parts',
      before: '1. Ask again\n2. Lead it abroad',
      after: '1. Lead it abroad\n2. Ask again',
    })
    const essay = compare(
      entry('essential'),
      entry('essential', { content: { sections: sections.toReversed() } }),
    )
    expect(found(essay.fields, 'rows')).toMatchObject({
      before: '1. First section\n2. Second section',
      after: '1. Second section\n2. First section',
    })
  })

  it('that only have another name are not said to have moved', () => {
    const renamed = steps.map((step) => ({ ...step, title: step.title.toUpperCase() }))
    const { fields } = compare(entry('ladder'), entry('ladder', { content: { steps: renamed } }))
    expect(fields.map(({ field }) => field)).not.toContain('rows')
  })

  it('that came or went are shown, with the order that this leaves', () => {
    const { fields } = compare(entry('ladder'), entry('ladder', { content: { steps: steps.slice(1) } }))
    expect(found(fields, 'rows')).toMatchObject({ after: '1. Lead it abroad' })
    expect(found(fields, 'steps.ask-again')).toMatchObject({ after: null })
  })
})

describe('what leads elsewhere than its words say', () => {
  it('is shown for a contact that keeps its words and gets another number', () => {
    const mail = (value: string) =>
      entry('channel', {
        content: { contacts: [contact({ kind: 'email', value, printed: 'Mail the police' })] },
      })
    const { fields } = compare(mail('help@police.example.org'), mail('help@p0lice.example.org'))
    expect(fields.map(({ field }) => field)).toEqual(['contacts', 'targets'])
    expect(found(fields, 'targets')).toEqual({
      label: 'Where its contacts lead',
      before: 'Mail the police: Email, help@police.example.org',
      after: 'Mail the police: Email, help@p0lice.example.org',
    })
  })

  it('is shown for a link in an essay that keeps its words and gets another address', () => {
    const essay = (href: string) =>
      entry('essential', {
        content: {
          sections: [
            {
              key: 'first',
              heading: 'First',
              confidenceNote: null,
              body: [
                {
                  type: 'paragraph',
                  children: [
                    {
                      type: 'link',
                      href,
                      children: [{ type: 'text', text: 'Report it', bold: false, italic: false }],
                    },
                  ],
                },
              ],
            },
          ],
        },
        citations: [],
      })
    const { fields } = compare(essay('https://police.example.org/'), essay('https://p0lice.example.org/'))
    expect(fields.map(({ label, before, after }) => [label, before, after])).toEqual([
      [
        'First',
        'First\nReport it\nhttps://police.example.org/',
        'First\nReport it\nhttps://p0lice.example.org/',
      ],
      [
        'Links and emphasis',
        'Report it: https://police.example.org/',
        'Report it: https://p0lice.example.org/',
      ],
    ])
  })

  it('is shown for words that are raised, for the number a list begins with, and for 102 that becomes 10²', () => {
    const essay = (base: string, raised: string, start?: number) =>
      entry('essential', {
        content: {
          sections: [
            {
              key: 'first',
              heading: 'First',
              confidenceNote: null,
              body: [
                {
                  type: 'paragraph',
                  children: [
                    { type: 'text', text: base, bold: false, italic: false },
                    ...(raised
                      ? [
                          {
                            type: 'text',
                            text: raised,
                            bold: false,
                            italic: false,
                            script: 'super',
                          } as const,
                        ]
                      : []),
                  ],
                },
                {
                  type: 'list',
                  ordered: true,
                  ...(start === undefined ? {} : { start }),
                  items: [{ children: [{ type: 'text', text: 'x', bold: false, italic: false }], lists: [] }],
                },
              ],
            },
          ],
        },
      })
    expect(
      compare(essay('102', ''), essay('10', '2', 5)).fields.map(({ label, before, after }) => [
        label,
        before,
        after,
      ]),
    ).toEqual([
      ['First', 'First\n102\nx', 'First\n10²\nx'],
      ['Links and emphasis', 'Numbered list of 1', '2, superscript\nNumbered list of 1, from 5'],
    ])
  })

  it('is not shown where a text has neither links nor emphasis', () => {
    const plain = (words: string) =>
      entry('essential', {
        content: {
          sections: [{ key: 'first', heading: 'First', confidenceNote: null, body: [paragraph(words)] }],
        },
      })
    expect(compare(plain('One.'), plain('Two.')).fields.map(({ field }) => field)).toEqual(['sections.first'])
  })

  it('is shown for the official source', () => {
    const official = (title: string) =>
      entry('offence', { content: { officialSource: source('official', { title }) } })
    expect(
      compare(official('The Act'), official('The Act as amended')).fields.map(({ field }) => field),
    ).toEqual(['officialTitle'])
  })
})
