import { describe, expect, it } from 'vitest'
import { evenRichText } from '#corpus/markdown.ts'
import { fromPaste, fromPlainPaste, type Pasted, type PastedNode } from '#domain/content/paste.ts'
import {
  fromLexical,
  linkProblems,
  plainText,
  richTextProblems,
  type LexicalNode,
} from '#domain/content/rich-text.ts'
import { richTextHtml, onScreen } from '#templates/rich-text.ts'
import { struckPassages } from '#domain/content/struck.ts'
import { decided } from '../../support/content/decided.ts'
import { htmlTree } from '../../support/content/html-tree.ts'

const paste = (html: string): Pasted => fromPaste(htmlTree(html))

const state = (nodes: LexicalNode[]) => ({ root: { type: 'root', children: nodes } })

const escape = (words: string): string => words.replace(/&/g, '&amp;').replace(/</g, '&lt;')

/** What readers would see of it. */
const html = ({ nodes }: Pasted): string =>
  richTextHtml(evenRichText(fromLexical(state(decided(nodes)))), escape, onScreen).replaceAll(
    ' rel="noreferrer"',
    '',
  )

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
      '<h3>One</h3><h4>Two</h4><h4>Six</h4>',
      [
        'A heading of level 1 became one of level 3: “One”.',
        'A heading of level 2 became one of level 4: “Two”.',
        'A heading of level 6 became one of level 4: “Six”.',
      ],
    ],
    [
      'struck words',
      '<p>Up to <s>4</s><del>five</del> <span style="text-decoration: line-through red">six</span>7 years</p>',
      '<p>Up to 4five six7 years</p>',
      [],
    ],
    [
      'a struck item',
      '<ul><li>One</li><li style="text-decoration:line-through">Gone</li></ul>',
      '<ul><li>One</li><li>Gone</li></ul>',
      [],
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
      '<div class="table" role="group" tabindex="0" aria-label="Table: Fines"><table class="rich"><caption>Fines</caption><thead><tr><th scope="col">Level</th><th scope="col">Most</th></tr></thead><tbody><tr><td>5</td><td><p>£10</p><p>or more</p></td></tr></tbody></table></div>',
      [],
    ],
    [
      'pictures, drawings, formulas, fields and lines across',
      '<p>a<img src="x.png" alt="A map">b<svg><text>w</text></svg><math><mi>x</mi></math><input type="checkbox"></p><hr><img src="y.png">',
      '<p>ab</p>',
      [
        '2 images were left out: “A map”.',
        '1 drawing was left out: “w”.',
        '1 formula was left out: “x”.',
        '1 form field was left out.',
        '1 horizontal line was left out.',
      ],
    ],
    [
      'links that lead nowhere good',
      '<p><a href="javascript:alert(1)">one</a> <a href="java\nscript:x">two</a> <a href="data:text/html,x">three</a> <a href="x.html">four</a> <a href="#fn1">1</a></p>',
      '<p>one two three four 1</p>',
      ['A link inside the page that was copied was left out, its words were kept: “1”.'],
    ],
    [
      'lists by letters, and with leaps',
      '<ol type="a"><li>One</li></ol><ol><li>One</li><li value="7">Seven</li></ol>',
      '<ul><li>a. One</li></ul><ol><li>One</li></ol><ol start="7"><li>Seven</li></ol>',
      ['The letters of a list stand in its words now: “a.”.'],
    ],
    [
      'lists whose items say how they count',
      '<ol><li style="list-style-type:lower-alpha"><p>One</p></li><li style="list-style-type:lower-alpha"><p>Two</p></li><ol><li style="list-style-type:lower-roman"><p>In</p></li></ol></ol>',
      '<ul><li>a. One</li><li>b. Two<ul><li>i. In</li></ul></li></ul>',
      ['The letters of a list stand in its words now: “i.”, “a. b.”.'],
    ],
    [
      'lists that count in one word with other looks, or not at all',
      '<ol style="list-style: upper-roman inside"><li>One</li></ol><ol style="list-style:none"><li>(1) One</li><li style="list-style-type:none"><ol><li>In</li></ol></li></ol>',
      '<ul><li>I. One</li></ul><ul><li>(1) One<ol><li>In</li></ol></li></ul>',
      ['The letters of a list stand in its words now: “I.”.'],
    ],
    [
      'a list that counts by signs of no list here',
      '<ol style="list-style-type:lower-greek"><li>One</li></ol>',
      '<ol><li>One</li></ol>',
      ['A list that counts by other signs counts by numbers now: “One”.'],
    ],
    [
      'a number with two paragraphs',
      '<dl><dt>(1)</dt><dd>One</dd><dd>Two</dd></dl>',
      '<ol><li>One<br>Two</li></ol>',
      [],
    ],
    [
      'words that Word raises and lowers by points',
      '<p>10<span style="position:relative;top:-3.0pt;mso-text-raise:3.0pt">2</span> H<span style="mso-text-raise:-2pt">2</span>O</p>',
      '<p>10<sup>2</sup> H<sub>2</sub>O</p>',
      [],
    ],
    [
      'a sign of a section at the start of a line, and a bullet that looks like one',
      '<p style="text-indent:-18pt">§&nbsp;&nbsp;238 StGB</p><p style="text-indent:-18pt">§&nbsp;&nbsp;A bullet</p>',
      '<p>§ 238 StGB</p><ul><li>A bullet</li></ul>',
      ['Non-breaking and other special spaces became plain spaces.'],
    ],
    [
      'words that only their style sets apart',
      '<span style="display:block">One</span><span style="display:block">Two</span><p><span style="float:left">39</span><span>Offence</span></p><p><span class="LegDS LegP1No">39</span><span>Offence</span></p>',
      '<p>One</p><p>Two</p><p>39 Offence</p><p>39 Offence</p>',
      [],
    ],
    [
      'points that are set out as tables of one row',
      '<table><tr><td><p>(a)</p></td><td><p>the first;</p></td></tr></table><table><tr><td><p>(b)</p></td><td><p>the second.</p></td></tr></table><table><tr><td>1.</td><td>One</td></tr></table>',
      '<ul><li>(a) the first;</li><li>(b) the second.</li></ul><ol><li>One</li></ol>',
      ['The letters of a list stand in its words now: “(a)”, “(b)”.'],
    ],
    [
      'a reading above its words',
      '<p><ruby>漢<rt>kan</rt></ruby> <ruby>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby></p>',
      '<p>漢(kan) 字(ji)</p>',
      [],
    ],
    [
      'hidden words and what is no text at all',
      '<style>p{}</style><script>x</script><!-- c --><p>a<span style="display:none">b</span><span hidden>c</span></p>',
      '<p>a</p>',
      ['1 script was left out.', 'Hidden words were left out: “b”, “c”.'],
    ],
    [
      'many marked words, shortened',
      `<p>x<u>${'long '.repeat(30)}</u><u>b</u><u>c</u><u>d</u><u>e</u></p>`,
      `<p>x${'long '.repeat(30)}bcde</p>`,
      [`Underlining was left out: “${'long '.repeat(16).slice(0, 79)}…”, “b”, “c”, and 2 more.`],
    ],
    [
      'words after a list inside an item, in their order',
      '<ol><li>One<ul><li>In</li></ul>goes on</li><li>Two</li></ol>',
      '<ol><li>One<ul><li>In</li></ul></li></ol><p>goes on</p><ol start="2"><li>Two</li></ol>',
      [],
    ],
    [
      'a table inside a table, and in a list',
      '<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr><tr><td>d</td></tr></table></td></tr></table>',
      '<div class="table" role="group" tabindex="0" aria-label="Table"><table class="rich"><tbody><tr><td>a</td><td><p>b; c</p><p>d</p></td></tr></tbody></table></div>',
      ['A table inside a table or list became lines of text, one a row: “b c d”.'],
    ],
    [
      'a table that only sets out a page, and one cell',
      '<table role="presentation"><tr><td><p>a</p></td><td>b</td></tr></table><table><tr><td>c</td></tr></table>',
      '<p>a</p><p>b</p><p>c</p>',
      [],
    ],
    [
      'a table with rows that are too short, and spans that are too long',
      '<table><tr><td colspan="2" rowspan="9">a</td><td>b</td></tr><tr></tr><tr><td>c</td><td>d</td></tr></table>',
      '<div class="table" role="group" tabindex="0" aria-label="Table"><table class="rich"><tbody><tr><td colspan="2" rowspan="2">a</td><td>b</td><td></td></tr><tr><td>c</td><td>d</td></tr></tbody></table></div>',
      [],
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

describe('what a person must decide', () => {
  it.each<[string, string, string[]]>([
    [
      'words struck by element, by style and by a rule',
      '<style>.gone{text-decoration:line-through}</style><p>Up to <s>4</s><del>five</del> <b style="text-decoration:line-through red">six</b>7 <i class="gone">years</i></p><p><strike>End</strike></p>',
      ['4five six', 'years', 'End'],
    ],
    [
      'a struck item and a struck cell',
      '<ul><li>One</li><li style="text-decoration:line-through">Gone</li></ul><table><tr><td>a</td><td><s>b</s></td></tr><tr style="text-decoration:line-through"><td>c</td><td>d</td></tr></table>',
      ['Gone', 'b', 'c', 'd'],
    ],
    ['nothing that is struck', '<p>One <u>two</u></p>', []],
  ])('is told of %s', (_name, pasted, passages) => {
    expect(struckPassages(state(paste(pasted).nodes))).toEqual(passages)
  })

  it.each<[string, string, string | null]>([
    ['javascript:alert(1)', 'javascript:alert(1)', '“javascript:alert(1)” cannot be a link'],
    ['java\nscript:x', 'java script:x', '“java script:x” cannot be a link'],
    ['data:text/html,x', 'data:text/html,x', '“data:text/html,x” cannot be a link'],
    ['file:///C:/My%20Documents/act.docx', 'file:///C:/My%20Documents/act.docx', '“file:///C:/My'],
    ['x.html', 'x.html', '“x.html” cannot be a link'],
    ['../asp/2010/13', '../asp/2010/13', '“../asp/2010/13” cannot be a link'],
    ['/asp/2010/13', '/asp/2010/13', '“/asp/2010/13” is no page of this site'],
    ['/guides/scotland/', '/guides/scotland/', null],
    ['http://intranet/acts', 'http://intranet/acts', 'a house network that readers cannot reach'],
    ['https://wiki.law.internal/x', 'https://wiki.law.internal/x', 'a house network'],
    ['http://10.0.0.7/x', 'http://10.0.0.7/x', 'leads to a number'],
    ['https://ada:secret@law.example.org/', 'https://ada:secret@law.example.org/', 'a user name or password'],
    ['https://law.example.org/a?id=2&utm_source=x#s1', 'https://law.example.org/a?id=2#s1', null],
    [
      'https://www.google.com/url?q=https://law.example.org/act%3Fs%3D2&sa=D&ust=1',
      'https://law.example.org/act?s=2',
      null,
    ],
    [
      'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Flaw.example.org%252F&data=05',
      'https://law.example.org/',
      null,
    ],
    ['https://www.google.com/url?q=javascript:alert(1)', 'javascript:alert(1)', 'cannot be a link'],
    ['https://www.google.com/search?q=stalking', 'https://www.google.com/search?q=stalking', null],
    ['mailto:a@example.org', 'mailto:a@example.org', null],
  ])('has the link to %s where it stands', (href, kept, problem) => {
    const { nodes } = paste(`<p>See <a href="${href.replaceAll('&', '&amp;')}">the Act</a>.</p>`)
    const [link] = nodes[0]?.children?.filter(({ type }) => type === 'link') ?? []
    expect(link?.fields?.url).toBe(kept)
    expect(linkProblems(state(nodes))).toEqual(
      problem === null ? [] : [{ path: [0, 1], message: expect.stringContaining(`Paragraph 1: `) as string }],
    )
    if (problem !== null) expect(richTextProblems(state(nodes))[0]?.message).toContain(problem)
  })

  it('is whole: one that is too long is refused, and leads nowhere else', () => {
    const long = `https://example.org/${'a'.repeat(2000)}`
    const { nodes } = paste(`<p><a href="${long}">words</a></p>`)
    expect(JSON.stringify(nodes)).toContain(`"${long}"`)
    expect(richTextProblems(state(nodes))).toMatchObject([
      { message: expect.stringContaining('has 2020 characters; at most 2000 are kept') as string },
    ])
  })

  it('is refused by the server too, whatever a browser did: a link through a service that notes who follows it', () => {
    const link = (url: string): LexicalNode => ({
      type: 'link',
      fields: { url },
      children: [{ type: 'text', text: 'x' }],
    })
    const through = link('https://www.google.com/url?q=https://law.example.org/act')
    expect(richTextProblems(state([{ type: 'paragraph', children: [through] }]))).toEqual([
      {
        path: [0, 0],
        message:
          'Paragraph 1: “https://www.google.com/url?q=https://law.example.org/act” leads through www.google.com, which notes who follows it: link to “https://law.example.org/act”.',
      },
    ])
    // What was saved before can still be read.
    expect(() => fromLexical(state([{ type: 'paragraph', children: [through] }]))).not.toThrow()
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
          [
            ...['', 'white-space:pre', 'font-weight:bold', 'vertical-align:sub', 'text-align:center'],
            ...['display:block', 'float:left', 'list-style-type:lower-alpha', 'list-style:none'],
          ][pick(9)] ?? '',
        start: ['1', '9', 'x', '-3'][pick(4)] ?? '',
      },
      children: Array.from({ length: pick(4) }, () => grow(pick, depth - 1)),
    }
  }

  it('is text that a guide has a place for, once what was struck out and where it leads is decided', () => {
    for (let seed = 1; seed <= 600; seed += 1) {
      const pick = chance(seed * 7919)
      const { nodes } = fromPaste(Array.from({ length: 4 }, () => grow(pick, 3 + (seed % 14))))
      expect(richTextProblems(state(decided(nodes))), `seed ${seed}`).toEqual([])
    }
  })

  /** Words of their own in place of those of a tree, so that each can be found again. */
  const counted = (nodes: readonly PastedNode[], words: string[]): PastedNode[] =>
    nodes.map((node) => {
      // Nothing can stand inside a line break.
      if (typeof node !== 'string')
        return { ...node, children: node.name === 'br' ? [] : counted(node.children, words) }
      words.push(`w${words.length}x`)
      return ` ${words.at(-1)} `
    })

  const wordsIn = (text: string): string[] => text.match(/w\d+x/g) ?? []

  it('has every word that was copied, once and in order, apart from what is named', () => {
    for (let seed = 1; seed <= 600; seed += 1) {
      const pick = chance(seed * 104_729)
      const words: string[] = []
      const tree = counted(
        Array.from({ length: 4 }, () => grow(pick, 3 + (seed % 6))),
        words,
      )
      const { nodes, told, lost } = fromPaste(tree)
      const here = wordsIn(plainText(fromLexical(state(decided(nodes)))))
      const gone = new Set(wordsIn(lost.join(' ')))
      expect([...here, ...gone].sort(), `seed ${seed}`).toEqual([...words].sort())
      if (!told.some((each) => /stand before|stands after|in a list|inside a table/.test(each)))
        expect(here, `order of seed ${seed}`).toEqual(words.filter((word) => !gone.has(word)))
    }
  })

  it('stays as it is when it is copied from a page and pasted once more', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const pick = chance(seed * 15_485_863)
      const once = html(fromPaste(Array.from({ length: 3 }, () => grow(pick, 3 + (seed % 5)))))
      expect(html(paste(once)), `seed ${seed}`).toBe(once)
    }
  })
})
