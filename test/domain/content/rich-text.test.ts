import { describe, expect, it } from 'vitest'
import {
  fromLexical,
  plainText,
  richTextProblems,
  RichTextProblem,
  type LexicalNode,
  type RichText,
} from '#domain/content/rich-text.ts'
import { toLexical } from '#corpus/lexical.ts'
import { evenRichText } from '#corpus/markdown.ts'
import { richText as richTextSchema } from '#corpus/rich-text-schema.ts'
import { LONG_TABLE, TABLE } from '../../fixtures/table.ts'
import { standIn } from '../../support/stand-in.ts'

const state = (...children: LexicalNode[]) => ({ root: { type: 'root', children } })
const text = (words: string, format: number | string = 0): LexicalNode => ({
  type: 'text',
  text: words,
  format,
})
const node = (type: string, children: LexicalNode[], rest: object = {}): LexicalNode => ({
  type,
  children,
  ...rest,
})
const para = (...children: LexicalNode[]): LexicalNode => node('paragraph', children)
const item = (...children: LexicalNode[]): LexicalNode => node('listitem', children)
const list = (listType: string, ...children: LexicalNode[]): LexicalNode =>
  node('list', children, { listType })
const link = (url: unknown, ...children: LexicalNode[]): LexicalNode =>
  node('link', children, { fields: { url, linkType: 'custom' } })

const said = (words: string, bold = false, italic = false) =>
  ({ type: 'text', text: words, bold, italic }) as const

describe('rich text from the editor', () => {
  it.each<[string, unknown, RichText]>([
    ['nothing', null, []],
    ['nothing at all', undefined, []],
    ['a state without a root', {}, []],
    ['an empty root', { root: { type: 'root' } }, []],
    ['an empty paragraph, which is dropped', state(para()), []],
    ['a paragraph', state(para(text('One'))), [{ type: 'paragraph', children: [said('One')] }]],
    [
      'plain, bold, italic, and both',
      state(para(text('a'), text('b', 1), text('c', 2), text('d', 3), text('e', ''))),
      [
        {
          type: 'paragraph',
          children: [said('a'), said('b', true), said('c', false, true), said('d', true, true), said('e')],
        },
      ],
    ],
    [
      'raised and lowered words',
      state(para(text('10'), text('2', 64), text('x', 33), text('y', 66))),
      [
        {
          type: 'paragraph',
          children: [
            said('10'),
            { ...said('2'), script: 'super' },
            { ...said('x', true), script: 'sub' },
            { ...said('y', false, true), script: 'super' },
          ],
        },
      ],
    ],
    [
      'a list that goes on from another',
      state({ ...list('number', item(text('Five'))), start: 5 }),
      [{ type: 'list', ordered: true, start: 5, items: [{ children: [said('Five')], lists: [] }] }],
    ],
    [
      'a line break',
      state(para(text('a'), { type: 'linebreak' }, text('b'))),
      [{ type: 'paragraph', children: [said('a'), { type: 'break' }, said('b')] }],
    ],
    [
      'headings of both levels',
      state(node('heading', [text('Three')], { tag: 'h3' }), node('heading', [text('Four')], { tag: 'h4' })),
      [
        { type: 'heading', level: 3, children: [said('Three')] },
        { type: 'heading', level: 4, children: [said('Four')] },
      ],
    ],
    [
      'a quote',
      state(node('quote', [text('Words', 2)])),
      [{ type: 'quote', children: [said('Words', false, true)] }],
    ],
    [
      'a link, with its address trimmed',
      state(para(link(' https://example.org/a ', text('here', 1)))),
      [
        {
          type: 'paragraph',
          children: [{ type: 'link', href: 'https://example.org/a', children: [said('here', true)] }],
        },
      ],
    ],
    [
      'a link that the editor found by itself',
      state(para(node('autolink', [text('mail')], { fields: { url: 'mailto:a@example.org' } }))),
      [
        {
          type: 'paragraph',
          children: [{ type: 'link', href: 'mailto:a@example.org', children: [said('mail')] }],
        },
      ],
    ],
    [
      'a link inside the site',
      state(para(link('/guides/scotland/', text('guide')))),
      [
        {
          type: 'paragraph',
          children: [{ type: 'link', href: '/guides/scotland/', children: [said('guide')] }],
        },
      ],
    ],
    [
      'bullets',
      state(list('bullet', item(text('One')), item(text('Two')))),
      [
        {
          type: 'list',
          ordered: false,
          items: [
            { children: [said('One')], lists: [] },
            { children: [said('Two')], lists: [] },
          ],
        },
      ],
    ],
    [
      'numbers',
      state(list('number', item(text('One')))),
      [{ type: 'list', ordered: true, items: [{ children: [said('One')], lists: [] }] }],
    ],
    [
      'an empty item, which is dropped',
      state(list('bullet', item(), item(text('One')))),
      [{ type: 'list', ordered: false, items: [{ children: [said('One')], lists: [] }] }],
    ],
    [
      'a list in an item of its own, as Lexical keeps it, under the item before',
      state(
        list(
          'number',
          item(text('One')),
          item(list('bullet', item(text('In')), item(list('bullet', item(text('Deep')))))),
        ),
      ),
      [
        {
          type: 'list',
          ordered: true,
          items: [
            {
              children: [said('One')],
              lists: [
                {
                  type: 'list',
                  ordered: false,
                  items: [
                    {
                      children: [said('In')],
                      lists: [
                        { type: 'list', ordered: false, items: [{ children: [said('Deep')], lists: [] }] },
                      ],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    ],
    [
      'a list beside words in one item, and one before any item',
      state(
        list(
          'bullet',
          item(list('bullet', item(text('First')))),
          item(text('Words'), list('number', item(text('In')))),
        ),
      ),
      [
        {
          type: 'list',
          ordered: false,
          items: [
            {
              children: [],
              lists: [{ type: 'list', ordered: false, items: [{ children: [said('First')], lists: [] }] }],
            },
            {
              children: [said('Words')],
              lists: [{ type: 'list', ordered: true, items: [{ children: [said('In')], lists: [] }] }],
            },
          ],
        },
      ],
    ],
  ])('takes %s', (_name, from, blocks) => {
    expect(fromLexical(from)).toEqual(blocks)
  })

  const tableCell = (rest: object, ...children: LexicalNode[]) => node('tablecell', children, rest)
  const table = (...rows: LexicalNode[][]) =>
    node(
      'table',
      rows.map((cells) => node('tablerow', cells)),
    )
  const unprintable = (type: string): string =>
    `${type} cannot be printed: use paragraphs, headings, lists, quotes, tables and links.`
  const notALink = (href: string): string =>
    `“${href}” cannot be a link: use https, http, tel, sms, mailto or an address of this site.`

  const only = 'Only bold, italic, superscript and subscript are kept: remove the words or their format.'

  it.each<[string, LexicalNode, string, number[]]>([
    ['an upload', { type: 'upload' }, `Block 1: ${unprintable('an image or a file')}`, [0]],
    ['a table without rows', node('table', []), 'Table 1: it has no cells: remove it.', [0]],
    [
      'a row that is none',
      node('table', [para(text('x'))]),
      `Table 1, row 1: ${unprintable('text of the kind “paragraph” “x”')}`,
      [0, 0],
    ],
    [
      'a cell that is none',
      table([para(text('x'))]),
      `Table 1, row 1, cell 1: ${unprintable('text of the kind “paragraph” “x”')}`,
      [0, 0, 0],
    ],
    [
      'a table in a table',
      table([tableCell({}, table([tableCell({})]))]),
      'Table 1, row 1, cell 1: a table cannot stand in a cell: use paragraphs and lists.',
      [0, 0, 0, 0],
    ],
    [
      'a heading in a table',
      table([tableCell({}, node('heading', [text('Fine')], { tag: 'h3' }))]),
      'Table 1, row 1, cell 1: a heading “Fine” cannot stand in a cell: use paragraphs and lists.',
      [0, 0, 0, 0],
    ],
    [
      'a row that is too short',
      table([tableCell({}), tableCell({})], [tableCell({})]),
      'Table 1: row 2 fills 1 of 2 columns: add what is missing, or join cells.',
      [0],
    ],
    [
      'a cell that reaches below the last row',
      table([tableCell({ rowSpan: 2 })]),
      'Table 1: row 1 has a cell that reaches below the last row: split that cell.',
      [0],
    ],
    [
      'cells on each other',
      table([tableCell({}), tableCell({ rowSpan: 2 })], [tableCell({ colSpan: 2 })]),
      'Table 1: two of its cells stand in one place: split the cells that were joined.',
      [0],
    ],
    [
      'a table that no page has room for',
      table(Array.from({ length: 13 }, () => tableCell({}))),
      'Table 1: it has 13 columns; at most 12 fit on a page: make several tables of it.',
      [0],
    ],
    [
      'a cell with a colour',
      table([tableCell({ backgroundColor: 'red' }, para(text('Fine')))]),
      'Table 1, row 1, cell 1: it has a colour of its own “Fine”: remove it, or say it in words.',
      [0, 0, 0],
    ],
    [
      'a span of words',
      table([tableCell({ colSpan: 'two' })]),
      'Table 1, row 1, cell 1: the number of columns or rows that it spans is not known.',
      [0, 0, 0],
    ],
    [
      'struck words in a table',
      table([tableCell({}, para(text('x'), text('gone', 4)))]),
      'Table 1, row 1, cell 1: struck-out words “gone”. Only bold, italic, superscript and subscript are kept: remove the words or their format.',
      [0, 0, 0, 0, 1],
    ],
    [
      'a block of the admin',
      { type: 'block', fields: {} },
      `Block 1: ${unprintable('a block of the admin')}`,
      [0],
    ],
    ['a line across', { type: 'horizontalrule' }, `Block 1: ${unprintable('a horizontal line')}`, [0]],
    ['code', node('code', [text('x')]), `Block 1: ${unprintable('a block of code “x”')}`, [0]],
    [
      'words outside a paragraph',
      text('loose'),
      `Block 1: ${unprintable('text of the kind “text” “loose”')}`,
      [0],
    ],
    [
      'a paragraph inside a paragraph',
      para(para(text('x'))),
      `Paragraph 1: ${unprintable('text of the kind “paragraph” “x”')}`,
      [0, 0],
    ],
    [
      'a relationship among words',
      para({ type: 'relationship' }),
      `Paragraph 1: ${unprintable('a document of the admin')}`,
      [0, 0],
    ],
    [
      'a tab between words',
      para(text('Fine'), { type: 'tab', text: '\t', format: 0 }, text('Level 5')),
      `Paragraph 1: ${unprintable('a tab')}`,
      [0, 1],
    ],
    [
      'a tab inside words',
      para(text('Fine\tLevel 5')),
      'Paragraph 1: a tab stands inside “Fine Level 5”: use a space.',
      [0, 0],
    ],
    [
      'the end of a line inside words',
      para(text('Fine\nLevel 5')),
      'Paragraph 1: the end of a line stands inside “Fine Level 5”: use a line break of the editor.',
      [0, 0],
    ],
    [
      'a paragraph for an item',
      list('bullet', para(text('x'))),
      `List 1, item 1: ${unprintable('text of the kind “paragraph” “x”')}`,
      [0, 0],
    ],
    [
      'something unknown deep in a list',
      list('bullet', item(text('x')), item(list('number', item({ type: 'upload' })))),
      `List 1, item 2, item 1: ${unprintable('an image or a file')}`,
      [0, 1, 0, 0, 0],
    ],
    [
      'something unknown inside a link',
      para(link('#a', { type: 'upload' })),
      `Paragraph 1: ${unprintable('an image or a file')}`,
      [0, 0, 0],
    ],
    ['underlined words', para(text('x', 8)), `Paragraph 1: underlined words “x”. ${only}`, [0, 0]],
    ['struck words', para(text('x'), text('y z', 4)), `Paragraph 1: struck-out words “y z”. ${only}`, [0, 1]],
    [
      'struck code',
      para(text('x', 21)),
      `Paragraph 1: struck-out words, words set as code “x”. ${only}`,
      [0, 0],
    ],
    ['highlighted words', para(text('x', 128)), `Paragraph 1: highlighted words “x”. ${only}`, [0, 0]],
    [
      'words that only look like capitals',
      para(text('x', 512)),
      `Paragraph 1: words set in capitals “x”. ${only}`,
      [0, 0],
    ],
    [
      'a format of tomorrow',
      para(text('x', 4096)),
      `Paragraph 1: formatting that is not known “x”. ${only}`,
      [0, 0],
    ],
    ['a format in words', para(text('x', 'bold')), 'Paragraph 1: the format of “x” is not known.', [0, 0]],
    ['half a format', para(text('x', 1.5)), 'Paragraph 1: the format of “x” is not known.', [0, 0]],
    ['a format below zero', para(text('x', -1)), 'Paragraph 1: the format of “x” is not known.', [0, 0]],
    [
      'words raised and lowered',
      para(text('x', 96)),
      'Paragraph 1: “x” cannot be superscript and subscript at once.',
      [0, 0],
    ],
    [
      'words with a style',
      para({ ...text('x'), style: 'text-decoration: line-through' }),
      'Paragraph 1: “x” has a style of its own (text-decoration: line-through): remove it.',
      [0, 0],
    ],
    [
      'words that are a number',
      para({ type: 'text', text: standIn<string>(5) }),
      'Paragraph 1: a piece of text has no words.',
      [0, 0],
    ],
    [
      'words with something inside',
      para({ ...text('x'), children: [text('y')] }),
      'Paragraph 1: something stands inside the words “xy”: it cannot be printed.',
      [0, 0],
    ],
    [
      'an indented paragraph',
      { ...para(text('x')), indent: 2 },
      'Paragraph 1: it is indented “x”: use a list or a quote.',
      [0],
    ],
    [
      'a centred paragraph',
      { ...para(text('x')), format: 'center' },
      'Paragraph 1: it is aligned (center) “x”: text stands at the left.',
      [0],
    ],
    [
      'a checklist',
      list('check', item(text('x'))),
      'List 1: a checklist “x” cannot be printed: use bullets or numbers.',
      [0],
    ],
    [
      'a list of no kind',
      node('list', [item(text('x'))]),
      'List 1: a list of the kind “?” “x” cannot be printed: use bullets or numbers.',
      [0],
    ],
    [
      'a list that begins nowhere',
      { ...list('number', item(text('x'))), start: 'a' },
      'List 1: a list cannot begin with “a”.',
      [0],
    ],
    [
      'a heading of level 2',
      node('heading', [text('x')], { tag: 'h2' }),
      'Heading 1: a heading of level h2 cannot stand inside a section: use heading 3 or 4.',
      [0],
    ],
    [
      'a heading without a level',
      node('heading', [text('x')]),
      'Heading 1: a heading of level ? cannot stand inside a section: use heading 3 or 4.',
      [0],
    ],
    ...(
      [
        ['a script for a link', 'javascript:alert(1)', 'javascript:alert(1)'],
        ['a script in disguise', 'JaVa\tScript:alert(1)', 'JaVa\tScript:alert(1)'],
        ['a script over two lines', ' java\nscript:alert(1)', 'java\nscript:alert(1)'],
        ['another script', 'vbscript:x', 'vbscript:x'],
        ['data for a link', 'data:text/html,x', 'data:text/html,x'],
        ['another host for a link', '//evil.example', '//evil.example'],
        ['a link without an address', undefined, ''],
        ['a link with a number', 7, ''],
      ] as const
    ).map(([name, url, shown]): [string, LexicalNode, string, number[]] => [
      name,
      para(text('See '), link(url, text('x'))),
      `Paragraph 1: ${notALink(shown)}`,
      [0, 1],
    ]),
    [
      'a link to a document of the admin',
      para(node('link', [text('x')], { fields: { linkType: 'internal', url: 'https://example.org/' } })),
      'Paragraph 1: the link “x” leads to a document of the admin, which cannot be printed: link to an address.',
      [0, 0],
    ],
    [
      'children that are none',
      { type: 'paragraph', children: standIn<LexicalNode[]>('x') },
      'Paragraph 1: what it holds is not a list of nodes.',
      [0],
    ],
    [
      'a child that is no node',
      para(text('x'), standIn<LexicalNode>(null)),
      `Paragraph 1: ${unprintable('text of the kind “number 2, which is no node”')}`,
      [0, 1],
    ],
  ])('refuses %s, and names it', (_name, child, message, path) => {
    expect(() => fromLexical(state(child))).toThrow(new RichTextProblem(message))
    expect(richTextProblems(state(child))).toEqual([{ path, message }])
  })

  it('says where: blocks are counted by their kind', () => {
    expect(
      richTextProblems(
        state(
          node('heading', [text('x')], { tag: 'h3' }),
          para(text('x')),
          list('bullet', item(text('x'))),
          para(text('x'), text('gone', 4)),
          para(link('data:,', text('x'))),
        ),
      ).map(({ path, message }) => [path, message.split(':')[0]]),
    ).toEqual([
      [[3, 1], 'Paragraph 2'],
      [[4, 0], 'Paragraph 3'],
    ])
  })

  it.each([
    ['a word', 'Words', 'This is not a text of the editor.'],
    ['a list', [], 'This is not a text of the editor.'],
    ['a root that is none', { root: 7 }, 'This is not a text of the editor.'],
    ['something else', { text: 'Words' }, 'This is not a text of the editor.'],
    [
      'children that are no list',
      { root: { type: 'root', children: { 0: para(text('x')) } } },
      'The text: what it holds is not a list of nodes.',
    ],
  ])('refuses %s in place of a text', (_name, value, message) => {
    expect(richTextProblems(value)).toEqual([{ path: [], message }])
  })

  it.each([730, 100_000])('refuses nodes nested %i deep, without falling over', (depth) => {
    let deep: LexicalNode = item(text('x'))
    for (let level = 0; level < depth; level += 1) deep = level % 2 ? item(deep) : list('bullet', deep)
    const [problem, ...more] = richTextProblems(state(deep.type === 'list' ? deep : list('bullet', deep)))
    expect([problem?.message, more]).toEqual([
      expect.stringMatching(/nested more than 24 levels deep: use fewer levels\.$/),
      [],
    ])
  })

  it.each([
    ['an invisible mark', text('pay\u202Eoff'), /^Paragraph 1: .*invisible/],
    ['markup', text('<b>bold'), /^Paragraph 1: “<b>” looks like HTML/],
  ])('refuses words with %s, and says where', (_name, child, message) => {
    expect(richTextProblems(state(para(text('x'), child)))).toEqual([
      { path: [0, 1], message: expect.stringMatching(message) as string },
    ])
  })

  it('refuses markup that stands in several pieces', () => {
    expect(richTextProblems(state(para(text('<'), text('script>', 1))))).toEqual([
      { path: [], message: expect.stringContaining('looks like HTML') as string },
    ])
  })

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'refuses a node of the kind “%s” like any unknown one',
    (type) => {
      expect([{ type }, para({ type })].flatMap((child) => richTextProblems(state(child)))).toEqual([
        { path: [0], message: `Block 1: ${unprintable(`text of the kind “${type}”`)}` },
        { path: [0, 0], message: `Paragraph 1: ${unprintable(`text of the kind “${type}”`)}` },
      ])
    },
  )
})

describe('a table in the editor', () => {
  const tableCell = (words: string, rest: object = {}) =>
    node('tablecell', words ? [para(text(words))] : [para()], rest)
  const rows = (...cells: LexicalNode[][]) => [
    node(
      'table',
      cells.map((each) => node('tablerow', each)),
    ),
  ]
  const words = (said: string) => ({ type: 'text', text: said, bold: false, italic: false })
  const said = (given: string) => [{ type: 'paragraph', children: [words(given)] }]

  it('is a table, with what heads rows and columns, spans, and a first row across it as its caption', () => {
    const [read] = fromLexical(
      state(
        ...rows(
          [tableCell('Fines', { colSpan: 2, headerState: 1 })],
          [tableCell('Level', { headerState: 3 }), tableCell('Most', { headerState: 1 })],
          [tableCell('5', { headerState: 2, rowSpan: 2 }), tableCell('')],
          [tableCell('No limit')],
        ),
      ),
    )
    expect(read).toEqual({
      type: 'table',
      caption: [words('Fines')],
      rows: [
        {
          cells: [
            { header: 'column', blocks: said('Level') },
            { header: 'column', blocks: said('Most') },
          ],
        },
        { cells: [{ header: 'row', rowSpan: 2, blocks: said('5') }, { blocks: [] }] },
        { cells: [{ blocks: said('No limit') }] },
      ],
    })
    expect(plainText(read ? [read] : [])).toBe('Fines\nLevel | Most\n5 | \nNo limit')
  })

  it('is the same after it went out as data and came in again', () => {
    const schema = richTextSchema.parse(JSON.parse(JSON.stringify([TABLE, LONG_TABLE])))
    expect(fromLexical(toLexical(schema))).toEqual([TABLE, LONG_TABLE])
    expect(evenRichText(fromLexical(toLexical([TABLE])))).toEqual([TABLE])
  })
})

describe('plain text of rich text', () => {
  it('has the words of every block, one line each', () => {
    const blocks = fromLexical(
      state(
        para(
          text('One '),
          text('two', 1),
          { type: 'linebreak' },
          link('https://example.org/', text('three')),
        ),
        node('heading', [text('Four')], { tag: 'h3' }),
        list('bullet', item(text('Five')), item(list('number', item(text('Six'))))),
        node('quote', [text('Seven')]),
      ),
    )
    expect(plainText(blocks)).toBe('One two\nthree\nFour\nFive\nSix\nSeven')
    expect(plainText([])).toBe('')
  })

  it.each([
    ['10', '2', 64, '10²'],
    ['x', '-(n+1)', 64, 'x⁻⁽ⁿ⁺¹⁾'],
    ['H', '2', 32, 'H₂'],
    ['1', 'st', 64, '1^(st)'],
    ['x', 'max', 32, 'x_(max)'],
    ['a', ' ', 64, 'a '],
  ])('never has “%s” and raised or lowered “%s” as other words', (on, off, format, words) => {
    expect(plainText(fromLexical(state(para(text(on), text(off, format)))))).toBe(words)
  })
})
