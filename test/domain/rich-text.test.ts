import { describe, expect, it } from 'vitest'
import {
  fromLexical,
  plainText,
  RichTextProblem,
  type LexicalNode,
  type RichText,
} from '#domain/rich-text.ts'

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

  const unprintable = (type: string): string =>
    `Text of the kind “${type}” cannot be printed: use paragraphs, headings, lists, quotes and links.`
  const notALink = (href: string): string =>
    `“${href}” cannot be a link: use https, http, tel, sms, mailto or an address of this site.`

  it.each<[string, LexicalNode, string]>([
    ['an upload', { type: 'upload' }, unprintable('upload')],
    ['a table', node('table', []), unprintable('table')],
    ['a block of the admin', { type: 'block', fields: {} }, unprintable('block')],
    ['words outside a paragraph', text('loose'), unprintable('text')],
    ['a paragraph inside a paragraph', para(para(text('x'))), unprintable('paragraph')],
    ['a relationship among words', para({ type: 'relationship' }), unprintable('relationship')],
    ['a paragraph for an item', list('bullet', para(text('x'))), unprintable('paragraph')],
    ['something unknown inside an item', list('bullet', item({ type: 'upload' })), unprintable('upload')],
    ['something unknown inside a link', para(link('#a', { type: 'upload' })), unprintable('upload')],
    ['underlined words', para(text('x', 8)), 'Only bold and italic are kept: remove other formatting.'],
    ['bold code', para(text('x', 17)), 'Only bold and italic are kept: remove other formatting.'],
    [
      'a heading of level 2',
      node('heading', [text('x')], { tag: 'h2' }),
      'A heading of level h2 cannot stand inside a section: use heading 3 or 4.',
    ],
    [
      'a heading without a level',
      node('heading', [text('x')]),
      'A heading of level ? cannot stand inside a section: use heading 3 or 4.',
    ],
    ['a script for a link', para(link('javascript:alert(1)', text('x'))), notALink('javascript:alert(1)')],
    [
      'a script in disguise',
      para(link('JaVa\tScript:alert(1)', text('x'))),
      notALink('JaVa\tScript:alert(1)'),
    ],
    ['data for a link', para(link('data:text/html,x', text('x'))), notALink('data:text/html,x')],
    ['another host for a link', para(link('//evil.example', text('x'))), notALink('//evil.example')],
    ['a link without an address', para(link(undefined, text('x'))), notALink('')],
    ['a link with a number', para(link(7, text('x'))), notALink('')],
    [
      'a link to a document of the admin',
      para(node('link', [text('x')], { fields: { linkType: 'internal', url: 'https://example.org/' } })),
      'Links to documents of the admin cannot be printed: link to an address.',
    ],
  ])('refuses %s, and names it', (_name, child, message) => {
    expect(() => fromLexical(state(child))).toThrow(new RichTextProblem(message))
  })

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'refuses a node of the kind “%s” like any unknown one',
    (type) => {
      const refused = (child: LexicalNode): string => {
        try {
          return `kept as ${JSON.stringify(fromLexical(state(child)))}`
        } catch (error) {
          return String(error)
        }
      }
      expect([refused({ type }), refused(para({ type }))]).toEqual([
        `RichTextProblem: ${unprintable(type)}`,
        `RichTextProblem: ${unprintable(type)}`,
      ])
    },
  )
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
})
