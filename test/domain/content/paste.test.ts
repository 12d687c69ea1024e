import { parseDocument } from 'htmlparser2'
import { describe, expect, it } from 'vitest'
import { fromPaste, fromPlainPaste, type Pasted, type PastedNode } from '#domain/content/paste.ts'
import { fromLexical, plainText, richTextProblems, type LexicalNode } from '#domain/content/rich-text.ts'
import { richTextHtml, onScreen } from '#templates/rich-text.ts'

interface Parsed {
  type: string
  name?: string
  data?: string
  attribs?: Record<string, string>
  children?: Parsed[]
}

const tree = (nodes: readonly Parsed[]): PastedNode[] =>
  nodes.flatMap((node): PastedNode[] =>
    node.type === 'text'
      ? [node.data ?? '']
      : node.name
        ? [{ name: node.name, attributes: node.attribs ?? {}, children: tree(node.children ?? []) }]
        : [],
  )

const paste = (html: string): Pasted => fromPaste(tree(parseDocument(html).children))

const state = (nodes: LexicalNode[]) => ({ root: { type: 'root', children: nodes } })

const escape = (words: string): string => words.replace(/&/g, '&amp;').replace(/</g, '&lt;')

/** What readers would see of it. */
const html = ({ nodes }: Pasted): string =>
  richTextHtml(fromLexical(state(nodes)), escape, onScreen).replaceAll(' rel="noreferrer"', '')

describe('what is pasted as HTML', () => {
  it.each<[string, string, string, string[]]>([
    ['words', 'One  two\n three', '<p>One two three</p>', []],
    ['paragraphs', '<p>One</p>\n<div><p>Two</p><p>Three</p></div>', '<p>One</p><p>Two</p><p>Three</p>', []],
    [
      'bold and italic, by element and by style',
      '<p><b>a</b><em>b</em><span style="font-weight:700;font-style:italic">c</span><b style="font-weight:normal">d</b></p>',
      '<p><strong>a</strong><em>b</em><strong><em>c</em></strong>d</p>',
      [],
    ],
    [
      'raised and lowered words, by element and by style',
      '<p>10<sup>2</sup> H<sub>2</sub>O x<span style="vertical-align: super">n</span></p>',
      '<p>10<sup>2</sup> H<sub>2</sub>O x<sup>n</sup></p>',
      [],
    ],
    ['a line break', '<p>One<br>Two<br></p>', '<p>One<br>Two</p>', []],
    [
      'lists, one in the other, and where one begins',
      '<ol start="5"><li>One<ul><li>In</li></ul></li><li><p>Two</p><p>Still two</p></li></ol>',
      '<ol start="5"><li>One<ul><li>In</li></ul></li><li>Two<br>Still two</li></ol>',
      [],
    ],
    [
      'a list right inside a list',
      '<ul><li>One</li><ul><li>In</li></ul></ul>',
      '<ul><li>One<ul><li>In</li></ul></li></ul>',
      [],
    ],
    [
      'links',
      '<p>See <a href="https://example.org/a"><u>the <b>Act</b></u></a>, <a href="mailto:a@example.org">write</a></p>',
      '<p>See <a href="https://example.org/a">the <strong>Act</strong></a>, <a href="mailto:a@example.org">write</a></p>',
      [],
    ],
    [
      'a quote',
      '<blockquote><p>One</p><p>Two</p></blockquote>',
      '<blockquote><p>One<br>Two</p></blockquote>',
      [],
    ],
    ['a short quote', '<p>He said <q>no</q>.</p>', '<p>He said “no”.</p>', []],
    ['headings 3 and 4', '<h3>Three</h3><h4>Four</h4>', '<h3>Three</h3><h4>Four</h4>', []],
    [
      'headings of other levels',
      '<h1><b>One</b></h1><h2>Two</h2><h6>Six</h6>',
      '<h3>One</h3><h3>Two</h3><h4>Six</h4>',
      [
        'A heading of level 1 became one of level 3: “One”.',
        'A heading of level 2 became one of level 3: “Two”.',
        'A heading of level 6 became one of level 4: “Six”.',
      ],
    ],
    [
      'struck words',
      '<p>Up to <s>4</s><del>five</del> <span style="text-decoration: line-through red">six</span>7 years</p>',
      '<p>Up to 7 years</p>',
      ['Struck-out words were left out: “4”, “five”, “six”.'],
    ],
    [
      'a struck item',
      '<ul><li>One</li><li style="text-decoration:line-through">Gone</li></ul>',
      '<ul><li>One</li></ul>',
      ['Struck-out words were left out: “Gone”.'],
    ],
    [
      'words marked as inserted, underlined or highlighted',
      '<p><ins>In</ins> <u>under</u> <mark>high</mark></p>',
      '<p>In under high</p>',
      [
        'Words marked as inserted became plain words: “In”.',
        'Underlining was left out: “under”.',
        'Highlighting was left out: “high”.',
      ],
    ],
    [
      'code',
      '<p>Type <code>STOP</code></p><pre>a\tb\n  c</pre>',
      '<p>Type STOP</p><p>a b<br>c</p>',
      ['Code became plain words: “STOP”, “a b c”.', 'Tabs became spaces.'],
    ],
    [
      'a tab of an editor',
      '<p>Fine<span style="white-space:pre">\t</span>Level 5</p>',
      '<p>Fine Level 5</p>',
      ['Tabs became spaces.'],
    ],
    ['tabs that only format the HTML', '<p>\n\t\tFine</p>', '<p>Fine</p>', []],
    [
      'non-breaking and narrow spaces',
      '<p>R40\u00a0000 or R40\u202f000</p><p>&nbsp;</p>',
      '<p>R40 000 or R40 000</p>',
      ['Non-breaking and other special spaces became plain spaces.'],
    ],
    [
      'marks that cannot be seen',
      '<p>po\u00adlice\u200b \u202ex\u202c</p>',
      '<p>police x</p>',
      ['Invisible characters were left out.'],
    ],
    ['letters in parts', '<p>Me\u0301tis</p>', '<p>M\u00e9tis</p>', []],
    [
      'a table',
      '<table><caption>Fines</caption><tr><th>Level</th><th>Most</th></tr><tbody><tr><td>5</td><td><p>£10</p><p>or more</p></td></tr></tbody></table>',
      '<p>Fines</p><p><strong>Level</strong>; <strong>Most</strong></p><p>5; £10<br>or more</p>',
      ['A table became lines of text, one a row: “Fines Level Most 5 £10 or more”.'],
    ],
    [
      'pictures, drawings, formulas, fields and lines across',
      '<p>a<img src="x.png" alt="A map">b<svg><text>w</text></svg><math><mi>x</mi></math><input type="checkbox"></p><hr><img src="y.png">',
      '<p>ab</p>',
      [
        'An image was left out: “A map”.',
        'A drawing was left out: “w”.',
        'A formula was left out: “x”.',
        'A form field was left out.',
        'A horizontal line was left out.',
      ],
    ],
    [
      'links that lead nowhere good',
      '<p><a href="javascript:alert(1)">one</a> <a href="java\nscript:x">two</a> <a href="data:text/html,x">three</a> <a href="x.html">four</a> <a href="#fn1">1</a></p>',
      '<p>one two three four 1</p>',
      [
        'A link to “javascript:alert(1)” was left out, its words were kept: “one”.',
        'A link to “java script:x” was left out, its words were kept: “two”.',
        'A link to “data:text/html,x” was left out, its words were kept: “three”.',
        'A link to “x.html” was left out, its words were kept: “four”.',
        'A link inside the page that was copied was left out, its words were kept: “1”.',
      ],
    ],
    [
      'lists by letters, and with leaps',
      '<ol type="a"><li>One</li></ol><ol><li>One</li><li value="7">Seven</li></ol>',
      '<ol><li>One</li></ol><ol><li>One</li><li>Seven</li></ol>',
      [
        'A list with letters has numbers now: “One”.',
        'A list whose numbers leap is counted without leaps now: “Seven”.',
      ],
    ],
    [
      'hidden words and what is no text at all',
      '<style>p{}</style><script>x</script><!-- c --><p>a<span style="display:none">b</span><span hidden>c</span></p>',
      '<p>a</p>',
      ['Hidden words were left out: “b”, “c”.'],
    ],
    [
      'many struck words, shortened',
      `<p>x<s>${'long '.repeat(30)}</s><s>b</s><s>c</s><s>d</s><s>e</s></p>`,
      '<p>x</p>',
      [`Struck-out words were left out: “${'long '.repeat(16).slice(0, 79)}…”, “b”, “c”, and 2 more.`],
    ],
    ['nothing', '', '', []],
  ])('of %s', (_name, pasted, blocks, told) => {
    const result = paste(pasted)
    expect([html(result), result.told]).toEqual([blocks, told])
  })

  it('never has other words than were copied: 10² is not 102', () => {
    const { nodes } = paste('<p>10<sup>2</sup></p>')
    expect(plainText(fromLexical(state(nodes)))).toBe('10²')
  })
})

describe('what is pasted as plain text', () => {
  it('has a paragraph for each line, and tells of tabs', () => {
    const result = fromPlainPaste('Fine\tLevel 5\r\n\r\n<b>Two</b>\u00a0three\u2028four')
    expect(html(result)).toBe('<p>Fine Level 5</p><p>&lt;b>Two&lt;/b> three</p><p>four</p>')
    expect(result.told).toEqual([
      'Tabs became spaces.',
      'Non-breaking and other special spaces became plain spaces.',
    ])
  })
})

describe('anything pasted', () => {
  const NAMES = [
    ...['p', 'div', 'h1', 'h4', 'ul', 'ol', 'li', 'blockquote', 'table', 'tr', 'td', 'th', 'pre', 'code'],
    ...['b', 'i', 'sup', 'sub', 's', 'u', 'a', 'span', 'br', 'img', 'hr', 'details', 'constructor', 'svg'],
  ]
  const WORDS = ['x', ' ', '\t', '\n', 'a  b', '\u00a0', '10', '\u202e', 'e\u0301']

  /** Numbers that look like chance, and are the same each time. */
  const chance = (seed: number) => {
    let at = seed
    return (below: number): number => {
      at = (Math.imul(at, 1_103_515_245) + 12_345) & 0x7fffffff
      return Math.floor((at / 0x80000000) * below)
    }
  }

  const grow = (pick: (below: number) => number, depth: number): PastedNode => {
    if (depth === 0 || pick(4) === 0) return WORDS[pick(WORDS.length)] ?? ''
    return {
      name: NAMES[pick(NAMES.length)] ?? 'p',
      attributes: {
        href: ['https://example.org/', 'javascript:x', '', '#a'][pick(4)] ?? '',
        style:
          ['', 'white-space:pre', 'font-weight:bold', 'vertical-align:sub', 'text-align:center'][pick(5)] ??
          '',
        start: ['1', '9', 'x', '-3'][pick(4)] ?? '',
      },
      children: Array.from({ length: pick(4) }, () => grow(pick, depth - 1)),
    }
  }

  it('is text that a guide has a place for', () => {
    for (let seed = 1; seed <= 600; seed += 1) {
      const pick = chance(seed * 7919)
      const { nodes } = fromPaste(Array.from({ length: 4 }, () => grow(pick, 3 + (seed % 14))))
      expect(richTextProblems(state(nodes)), `seed ${seed}`).toEqual([])
    }
  })
})
