import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Entry } from '#domain/content/content.ts'
import { diffEntries, withoutDetails, type FieldChange } from '#domain/content/diff.ts'
import { CLAIM_LISTS, fieldsOf } from '#domain/content/fields.ts'
import { CHANGE_KINDS, type ChangeKind } from '#domain/content/editions.ts'
import { KINDS, type Kind } from '#domain/keys.ts'
import { netChangeOf } from '#domain/publish/net-change.ts'
import type { Change } from '#domain/publish/changes.ts'
import { renderDigest } from '#pipelines/digest/render.ts'
import { feedFiles } from '#pipelines/feeds/output.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { headlineAt, headlineOf, labelOf, titleAlone } from '#templates/views/change-words.ts'
import { compared } from '#templates/views/change-fields.ts'
import { rowsOf } from '#templates/views/was-now.ts'
import { catalogue } from '#templates/words/index.ts'
import { parseHtml } from '../../fixtures/html.ts'
import { change, entry, snapshotOf, world } from '../../fixtures/snapshot.ts'
import { groundOf, recipient } from '../../support/mail/digest.ts'

const OPTIONS = { publicUrl: 'https://guides.example.org', timeZone: 'UTC', code: 'code' }

const pageOf = (changes: Change[]): string => {
  const page = pagesOf(snapshotOf({ ...world(), changes }), new Map()).find(
    ({ path }) => path === '/changes/',
  )
  if (!page) throw new Error('There is no list of changes')
  return renderPage(page)
}

const feedOf = (changes: Change[]): string => {
  const file = feedFiles(snapshotOf({ ...world(), changes }), OPTIONS).find(
    ({ path }) => path === 'feed.json',
  )
  const { items } = JSON.parse(new TextDecoder().decode(file?.make() as Uint8Array)) as {
    items: { content_html: string }[]
  }
  return items.map(({ content_html }) => content_html).join('\n')
}

const mailOf = (one: Change): { html: string; text: string } => {
  const { html, text } = renderDigest({ kind: 'weekly', seqs: [one.seq] }, recipient(), groundOf([one]))
  return { html: html ?? '', text }
}

/** Everything that shows a change: its HTML, by name. */
function formsOf(one: Change): Record<string, string> {
  const { html, text } = mailOf(one)
  return { page: pageOf([one]), feed: feedOf([one]), mail: html, text }
}

const ofKind = (entryKind: Kind, fields: FieldChange[], over: Partial<Change> = {}): Change =>
  change(1, {
    entry: `testland/${entryKind}/one`,
    entryKind,
    title: entryKind === 'offence' ? 'Stalking' : 'One',
    fields,
    ...over,
  })

const marked = (html: string): string[] =>
  [...html.matchAll(/<(del|ins)\b[^>]*>(?:<i>[^<]*<\/i>)?([^<]*)<\/\1>/g)].map(([, , words = '']) => words)

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? []

/** What no form of a change may hold. */
function expectReadable(one: Change): void {
  const { text = '', ...html } = formsOf(one)
  for (const [name, each] of Object.entries(html)) {
    for (const words of marked(each)) expect(words, name).toMatch(/[\p{L}\p{N}]/u)
    const told = name === 'page' ? each.slice(each.indexOf('<main'), each.indexOf('</main>')) : each
    expect(told, name).not.toMatch(/>\s*(?:<i>[^<]*<\/i>)?[-•*] /)
    expect(told, name).not.toContain('<li></li>')
  }
  expect(text).not.toMatch(/\*[^\p{L}\p{N}\n]*\*/u)
  expect(text).not.toMatch(/^ *- +[-•]/m)
}

/** Every field and part of every kind, as a filled entry has them. */
const ROWS = KINDS.flatMap((kind) =>
  fieldsOf(entry(kind) as Entry, null).flatMap((field) => [
    { kind, field, part: undefined as string | undefined },
    ...(field.parts ?? []).map(({ id }) => ({ kind, field, part: id })),
  ]),
).map((row) => ({ ...row, name: [row.kind, row.field.id, row.part].filter(Boolean).join('.') }))

describe('every field of every kind', () => {
  it.each(ROWS)('$name has its words', ({ kind, field, part }) => {
    const { fields, rowParts } = catalogue.changed
    if (/^(?:steps|sections)\./.test(field.id)) {
      if (part !== undefined) expect(Object.keys(rowParts)).toContain(part)
    } else {
      const name = fields[kind][part === undefined ? field.id : `${field.id}.${part}`]
      expect(name?.label).toMatch(/\p{L}/u)
      expect(name?.noun).toMatch(/\p{L}/u)
    }
    expect(labelOf({ entryKind: kind }, { field: field.id, label: field.label }, part)).not.toBe('')
  })

  it('is all that an entry can claim, in the catalogue', () => {
    for (const kind of KINDS)
      for (const { id } of CLAIM_LISTS[kind])
        expect(Object.keys(catalogue.changed.fields[kind])).toContain(id)
  })

  it('names nothing that no entry has', () => {
    const known = new Set(ROWS.map(({ name }) => name))
    const named = KINDS.flatMap((kind) =>
      Object.keys(catalogue.changed.fields[kind]).map((id) => `${kind}.${id}`),
    )
    expect(named.filter((name) => !known.has(name) && !name.endsWith('.rows'))).toEqual([])
  })

  const SHAPES: [string, string | null, string | null][] = [
    ['a text', 'Up to 4 years in prison.', 'Up to 5 years in prison.'],
    ['a text that came', null, 'Up to 5 years in prison.'],
    ['a text that went', 'Up to 4 years in prison.', null],
    [
      'prose with a list',
      'Ask:\n- for the number\n- for a copy',
      'Ask:\n- for the number\n- for a receipt\n- for a copy',
    ],
    ['a reordered list', 'One thing\nAnother thing\nLast thing', 'Last thing\nOne thing\nAnother thing'],
    ['a date', 'By 1 October 2026', 'By 12 October 2026'],
    ['a number', '101, at any time', '105, at any time'],
    ['money', 'A fine of £5,000', 'A fine of €5,000'],
    ['a comma', 'Report it then wait.', 'Report it, then wait.'],
    ['spaces', 'Report it.\n\nThen wait.', 'Report it.\nThen  wait.'],
    ['a mark of a list', 'Report it\nThen wait', '- Report it\n- Then wait'],
    ['a full stop for more', 'In prison.', 'In prison, and a fine.'],
  ]
  it.each(ROWS.flatMap((row) => SHAPES.map(([shape, before, after]) => ({ ...row, shape, before, after }))))(
    '$name: $shape can be read in every form',
    ({ kind, field, part, before, after }) => {
      const whole = { field: field.id, label: field.label, before, after }
      const told = part === undefined ? whole : { ...whole, details: [{ part, before, after }] }
      const views = compared(ofKind(kind, [told])).fields
      for (const { now, was, remark } of views) {
        for (const { pieces } of [...rowsOf(now), ...rowsOf(was)])
          for (const { mark, text } of pieces)
            if (mark === 'del' || mark === 'ins') expect(text).toMatch(/^\S.*[\p{L}\p{N}].*$|^[\p{L}\p{N}]/u)
        const said = rowsOf(now).flatMap(({ pieces }) => wordsOf(pieces.map(({ text }) => text).join('')))
        if (remark !== catalogue.changes.spacingOnly)
          expect(said).toEqual(
            expect.arrayContaining(wordsOf(after ?? '').filter((word) => !/^\d$/.test(word))),
          )
      }
    },
  )

  it.each(KINDS.flatMap((kind) => (Object.keys(CHANGE_KINDS) as ChangeKind[]).map((as) => ({ kind, as }))))(
    'all fields of a $kind together, $as, on the page, in feeds and in mail',
    ({ kind, as }) => {
      const before = entry(kind) as Entry
      const fields = diffEntries(as === 'new' ? null : emptied(before), as === 'withdrawn' ? null : before)
      const told =
        as === 'withdrawn'
          ? fields.map((each) => ({ ...each, before: each.after ?? each.before, after: null }))
          : fields
      expectReadable(ofKind(kind, told, { kind: as }))
      // As recorded before fields had parts.
      expectReadable(ofKind(kind, withoutDetails(told), { kind: as }))
    },
  )
})

/** The same entry with every text changed. */
const emptied = (full: Entry): Entry =>
  JSON.parse(JSON.stringify(full).replace(/paragraph|years|Note/g, 'words')) as Entry

describe('parts of a claim', () => {
  const emergency = (say: string, number: string, details = true): FieldChange => {
    const now = (who: string, what: string): string => `${who}, at any time\nIf you are in danger\n${what}`
    return {
      field: 'emergency',
      label: 'Emergency numbers',
      before: now('999', 'I am being followed.'),
      after: now(number, say),
      ...(details && {
        details: [
          { part: 'contacts', before: '999, at any time', after: `${number}, at any time` },
          { part: 'say', before: 'I am being followed.', after: say },
        ],
      }),
    }
  }

  it('are told one by one, the new thing first', () => {
    const { text } = mailOf(ofKind('profile', [emergency('I am followed.', '112')]))
    expect(text).toContain(
      [
        'Emergency numbers',
        '  Is now: *112*, at any time',
        '  Was: *999*, at any time',
        '',
        'What to say in an emergency',
      ].join('\n'),
    )
    expect(text).not.toContain('If you are in danger')
  })

  it('are folded over several changes', () => {
    const first = ofKind('profile', [emergency('I am followed.', '112')])
    const [field] = first.fields
    if (!field) throw new Error('fixture')
    const second = {
      ...ofKind('profile', [
        {
          ...field,
          before: field.after,
          after: 'Other',
          details: [{ part: 'say', before: 'I am followed.', after: 'Help.' }],
        },
      ]),
      seq: 2,
    }
    expect(netChangeOf([first, second])?.fields[0]?.details).toEqual([
      { part: 'contacts', before: '999, at any time', after: '112, at any time' },
      { part: 'say', before: 'I am being followed.', after: 'Help.' },
    ])
    const old = { ...second, fields: withoutDetails(second.fields) }
    expect(netChangeOf([first, old])?.fields[0]).not.toHaveProperty('details')
  })
})

describe('an order of steps', () => {
  const rows: FieldChange = {
    field: 'rows',
    label: 'Order of its parts',
    before: '1. Save it\n2. Report it\n3. Ask again',
    after: '1. Ask again\n2. Save it\n3. Report it',
  }
  it('is told as an order: nothing is struck or added', () => {
    const one = ofKind('ladder', [rows])
    for (const [name, each] of Object.entries(formsOf(one))) expect(marked(each), name).toEqual([])
    expect(feedOf([one])).toContain(
      '<ol><li>Ask again (was number 3)</li><li>Save it</li><li>Report it</li></ol>',
    )
    expect(parseHtml(pageOf([one])).text).toContain('Testland: the order of the steps changed')
  })
})

describe('a line that was moved', () => {
  const text = (before: string, after: string): string =>
    feedOf([ofKind('offence', [{ field: 'covers', label: 'What it covers', before, after }])])

  it('has its number in the list that it stood in: paragraphs and other lists are not counted', () => {
    expect(
      text(
        'It covers:\n- one\n- two\nand:\n- three\n- four',
        'It covers:\n- one\n- two\nand:\n- four\n- three',
      ),
    ).toMatch(/four \(was number 2\)|three \(was number 1\)/)
    expect(text('Words.\n- one\n- two\n- three', 'Words.\n- three\n- one\n- two')).toContain(
      'three (was number 3)',
    )
  })

  it('has none where it was a paragraph', () => {
    const moved = text('First of all.\nThen this.\nAt the end.', 'At the end.\nFirst of all.\nThen this.')
    expect(moved).toContain('At the end. (moved)')
    expect(moved).not.toContain('was number')
  })
})

describe('titles', () => {
  const SCOTLAND = { name: 'Scotland', inSentence: 'Scotland' }
  const field = (id: string, label = id): FieldChange => ({ field: id, label, before: 'a', after: 'b' })
  it.each<[string, Change, string]>([
    ['one field', ofKind('offence', [field('penalty')]), 'Stalking in Scotland: the maximum penalty changed'],
    [
      'two fields',
      ofKind('offence', [field('penalty'), field('timeLimit'), field('citations')]),
      'Stalking in Scotland: the maximum penalty and the time limit changed',
    ],
    [
      'many fields',
      ofKind('offence', [field('penalty'), field('timeLimit'), field('covers')]),
      'Stalking in Scotland: the maximum penalty and other things changed',
    ],
    ['sources alone', ofKind('offence', [field('citations')]), 'Stalking in Scotland: the sources changed'],
    [
      'a name',
      ofKind('offence', [field('penalty')], { title: 'Facebook abuse' }),
      'Facebook abuse in Scotland: the maximum penalty changed',
    ],
    ['a step', ofKind('ladder', [field('steps.report', 'Report it')]), 'Scotland: step “Report it” changed'],
    [
      'a correction',
      ofKind('channel', [field('contacts')], { kind: 'correction', title: 'Police Scotland' }),
      'Scotland: the contact details of “Police Scotland” changed (correction)',
    ],
    [
      'a name that begins with a small letter',
      ofKind('channel', [field('contacts')], { title: 'eSafety' }),
      'Scotland: the contact details of “eSafety” changed',
    ],
    [
      'a title with its place',
      ofKind('offence', [field('penalty')], { title: 'Threats (Scotland)' }),
      'Threats (Scotland): the maximum penalty changed',
    ],
    [
      'a field that came',
      ofKind('offence', [{ ...field('timeLimit'), before: null }]),
      'Stalking in Scotland: the time limit added',
    ],
    [
      'a step that went',
      ofKind('ladder', [{ ...field('steps.report', 'Report it'), after: null }]),
      'Scotland: step “Report it” removed',
    ],
    ['an unknown field', ofKind('offence', []), 'Stalking in Scotland changed'],
    ['a new entry', ofKind('offence', [], { kind: 'new' }), 'New in Scotland: Stalking'],
    ['a withdrawn one', ofKind('offence', [], { kind: 'withdrawn' }), 'Withdrawn in Scotland: Stalking'],
  ])('of %s', (_name, one, title) => {
    expect(titleAlone(one, SCOTLAND)).toBe(title)
  })

  it('below the name of a place leave the place out, and titles as they are written', () => {
    const penalty = [field('penalty')]
    expect(headlineOf(ofKind('offence', penalty, { title: 'Facebook abuse' }))).toBe(
      'Facebook abuse: the maximum penalty changed',
    )
    expect(headlineOf(ofKind('channel', [], { kind: 'new', title: 'eSafety' }))).toBe('eSafety')
    expect(headlineOf(ofKind('channel', [field('contacts')], { title: 'eSafety' }))).toBe(
      'The contact details of “eSafety” changed',
    )
  })

  it('hold a name from right to left apart', () => {
    const title = 'איומים'
    expect(headlineAt(ofKind('channel', [field('contacts')], { title }), SCOTLAND)).toContain(
      `\u2067${title}\u2069`,
    )
  })
})

describe('a text that is shortened', () => {
  const note = 'The Courts Act raised the maximum.\n- It binds all courts\n- Older cases keep the old one.'
  it('shows items of a list as sentences where there is room for a line', () => {
    const before = ofKind('offence', [{ field: 'penalty', label: 'Penalty', before: 'a', after: 'b' }], {
      note,
    })
    const changes = Array.from({ length: 12 }, (_each, index) => ({
      ...before,
      seq: index + 1,
      entry: `testland/offence/no-${index}`,
      note: index === 0 ? note : 'word '.repeat(200),
    }))
    expect(pageOf(changes)).toContain('raised the maximum. It binds all courts; Older cases')
  })

  it('stays a list where it has room for lines', () => {
    const long = `${'A sentence of five words. '.repeat(44)}\n- It binds all courts\n- ${'Older cases '.repeat(40)}`
    const html = pageOf([ofKind('offence', [], { note: long })])
    expect(html).toContain('<li>It binds all courts</li>')
    expect(html).not.toMatch(/[.>]\s*- It binds/)
  })

  it('of an entry that was withdrawn stays a list', () => {
    const before = `- ${'One thing '.repeat(12)}\n- ${'Another thing '.repeat(12)}`
    const html = pageOf([
      ofKind('offence', [{ field: 'penalty', label: 'Penalty', before, after: null }], { kind: 'withdrawn' }),
    ])
    expect(html).toContain('Another thing')
    expect(html.match(/<li><del>/g)).toHaveLength(2)
  })
})

describe('what surrounds a change', () => {
  const far = Array.from(
    { length: 20 },
    (_each, index) => `Line ${index} says something long enough to be left out.`,
  )
  const added = (side: (lines: string[]) => string[]): string => side(far).join('\n')
  it('is shown on the side that lacks an added line, too', () => {
    const after = added((lines) => [...lines.slice(0, 10), 'A new line.', ...lines.slice(10)])
    const [view] = compared(
      ofKind('offence', [{ field: 'covers', label: 'Covers', before: far.join('\n'), after }]),
    ).fields
    const said = (blocks: Parameters<typeof rowsOf>[0]): string[] =>
      rowsOf(blocks).map(({ pieces }) => pieces.map(({ text }) => text).join(''))
    expect(said(view?.was ?? null)).toEqual(['', far[9], far[10], ''])
    expect(said(view?.now ?? null)).toEqual(['', far[9], 'A new line.', far[10], ''])
  })
})

it('marks begin at a word, not at the comma before it', () => {
  const one = ofKind('channel', [
    { field: 'contacts', label: 'Contacts', before: '999', after: '999, day and night' },
  ])
  expect(mailOf(one).text).toContain('  Is now: 999, *day and night*\n  Was: 999\n')
})

describe('sources in a comparison', () => {
  const told = (before: string, after: string): string =>
    parseHtml(pageOf([ofKind('offence', [{ field: 'citations', label: 'Sources', before, after }])])).text
  it('are named by their sites', () => {
    const text = told(
      'The Act, https://www.law.example/a/1, s. 1',
      'The Act, https://www.law.example/a/1, s. 2',
    )
    expect(text).toContain('The Act, law.example, s.')
    expect(text).not.toContain('https://www.law.example')
  })

  it('are named by their addresses where nothing else tells them apart', () => {
    const text = told('The Act, https://law.example/a/1', 'The Act, https://law.example/a/2')
    expect(text).toContain('https://law.example/a/')
  })
})

describe('any two texts', () => {
  const PIECES = [
    'one',
    'two',
    'three',
    'four',
    '5',
    '£5,000',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '- ',
    '• ',
    ', ',
    '.',
    '—',
    '“',
    '”',
    '1. ',
  ]
  /** The same numbers each time (mulberry32). */
  const numbersFrom = (seed: number): ((below: number) => number) => {
    let state = seed
    return (below) => {
      state = (state + 0x6d2b79f5) | 0
      let next = Math.imul(state ^ (state >>> 15), 1 | state)
      next = (next + Math.imul(next ^ (next >>> 7), 61 | next)) ^ next
      return ((next ^ (next >>> 14)) >>> 0) % below
    }
  }
  const anyText = (number: (below: number) => number): string =>
    Array.from({ length: number(14) }, () => PIECES[number(PIECES.length)] ?? '').join('')
  const FIELDS = ['penalty', 'elements', 'situations', 'rows']

  it('differ by words: no mark stands at a space or at punctuation, and every new word is there', () => {
    const number = numbersFrom(14)
    for (let run = 0; run < 4000; run += 1) {
      const [before, after] = [anyText(number), anyText(number)]
      const field = FIELDS[number(FIELDS.length)] ?? ''
      expectMarkedWords(before, after, field)
    }
  })

  function expectMarkedWords(before: string, after: string, field: string): void {
    const why = JSON.stringify([field, before, after])
    const told = { field, label: 'Label', before: before || null, after: after || null }
    for (const { now, was, remark } of compared(ofKind('offence', [told])).fields) {
      for (const { pieces } of [...rowsOf(now), ...rowsOf(was)]) {
        expect(pieces.map(({ text }) => text).join(''), why).not.toMatch(/^(?:[-•] |\s*$)/)
        for (const { mark, text } of pieces.filter((piece) => piece.mark === 'del' || piece.mark === 'ins')) {
          expect(text, `${why} ${mark}`).toMatch(/[\p{L}\p{N}]/u)
          expect(text, why).toBe(text.trim())
        }
      }
      const said = rowsOf(now).flatMap(({ pieces }) => wordsOf(pieces.map(({ text }) => text).join('')))
      const bare = field === 'rows' ? after.replace(/^[^\S\n]*\d+\.(?: |$)/gm, '') : after
      if (remark !== catalogue.changes.spacingOnly) expect(said.sort(), why).toEqual(wordsOf(bare).sort())
    }
  }
})

it('templates show changes by these views alone', () => {
  for (const file of [
    'templates/partials/change.hbs',
    'templates/feeds/field.hbs',
    'templates/mail/field.hbs',
  ]) {
    const source = readFileSync(file, 'utf8')
    expect(source.indexOf('changes.isNow')).toBeLessThan(source.indexOf('changes.was'))
  }
})
