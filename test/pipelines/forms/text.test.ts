import { describe, expect, it } from 'vitest'
import { formFiles } from '#pipelines/forms/output.ts'
import { wrapped } from '#pipelines/forms/text/lines.ts'
import { snapshotOf, withEntry, world, type World } from '../../fixtures/snapshot.ts'
import { oneOf, seeded } from '../../support/random.ts'

const textOf = async (from: World = world()): Promise<string> => {
  const file = formFiles(snapshotOf(from), { publicUrl: 'https://guides.example.org', code: 'code' }).find(
    ({ path }) => path === 'guides/testland/testland.txt',
  )
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file?.make())
}

describe('a guide as plain text', () => {
  it('begins with a mark of its encoding, its title and the number', async () => {
    expect((await textOf()).split('\n').slice(0, 15)).toEqual([
      '\ufeffNotice of sample content',
      '',
      'Title for Testland',
      '',
      'Emergency in Testland',
      '',
      'Call 999',
      '',
      'Day and night. Note of a contact',
      '',
      'When to call',
      '',
      'Say: “What to say on the phone”',
      '',
      '- 18000: Text relay',
    ])
  })

  it('numbers its chapters as its contents do, and the entries in them', async () => {
    const lines = (await textOf()).split('\n')
    const contents = lines.slice(lines.indexOf('In this guide') + 2).filter((line) => /^\d+\. /.test(line))
    expect(contents.slice(0, 4)).toEqual([
      '1. What is happening?',
      '2. Record heading',
      '3. National heading',
      '4. Offences heading',
    ])
    for (const heading of contents.slice(0, 10))
      expect(lines.filter((line) => line === heading)).toHaveLength(2)
    expect(lines).toContain('4.1. Stalking')
    expect(lines).toContain('4.2. Insult')
  })

  it('says what a link leads to and which source a statement has, in words', async () => {
    const text = await textOf()
    expect(text).toContain('Maximum penalty: Up to 5 years in prison. (source 5)')
    expect(text).toMatch(
      /Open the report page police\.example\.org\s+\(https:\/\/police\.example\.org\/report\)/,
    )
    expect(text).toContain('- 101: Phone, Police Service, Day and night, Note of a contact')
    expect(text).toContain('- Mail the police (help@police.example.org): Email')
    expect(text).toContain('1. Page on testland-profile (https://law.example.org/testland-profile).')
    expect(text).not.toMatch(/\]\(|<[a-z]|&[a-z]+;|#source/)
    // Of no use but on a page.
    expect(text).not.toMatch(/Link to “|\/subscribe\?entry=/)
  })

  it('has no line that a screen of 76 characters cuts, but for addresses', async () => {
    const long = (await textOf())
      .split('\n')
      .filter((line) => [...line].length > 76 && !line.includes('https://'))
    expect(long).toEqual([])
  })

  it('has at most two blank lines in a row, and no space at the end of a line', async () => {
    const text = await textOf()
    expect(text).not.toMatch(/\n{4}|[ \t]\n/)
  })

  it('keeps the line ends of an essay', async () => {
    const text = await textOf(
      withEntry<'essential'>(world(), 'global/essential/evidence', (each) => ({
        ...each,
        content: {
          ...each.content,
          sections: [
            {
              key: 'first',
              heading: 'How',
              confidenceNote: null,
              body: [
                {
                  type: 'list',
                  ordered: true,
                  start: 3,
                  items: [
                    { children: [{ type: 'text', text: 'Third', bold: false, italic: false }], lists: [] },
                    { children: [{ type: 'text', text: 'Fourth', bold: true, italic: false }], lists: [] },
                  ],
                },
                { type: 'quote', children: [{ type: 'text', text: 'Quoted', bold: false, italic: false }] },
              ],
            },
          ],
        },
      })),
    )
    expect(text).toContain('How:\n\n3. Third\n4. Fourth\n\n  Quoted\n')
  })
})

/** Letters of every width, marks, directions and spaces. */
const LETTERS: [string, ...string[]] = [
  ...[
    'a',
    'i',
    'W',
    '.',
    '(',
    '1',
    'é',
    'e\u0301',
    'x\u0301\u0302\u0323',
    'ש',
    'م',
    'ह',
    'हि',
    '中',
    'か',
    '한',
    '👩‍👧',
    '📞',
  ],
  ...['\u2067ש', '\u2069', ' ', ' ', ' ', '\n', '-', '—'],
] as [string, ...string[]]

/** Columns of a line as a terminal counts them, by another way than the code does. */
const widthOf = (line: string): number =>
  [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(line)].reduce(
    (sum, { segment }) =>
      sum +
      (/^[\u2066-\u2069]$/.test(segment)
        ? 0
        : /^[一-鿿ぁ-ヿ가-힣]|^\p{Emoji_Presentation}/u.test(segment)
          ? 2
          : 1),
    0,
  )

describe('the lines of a text', () => {
  it('break between words, and inside one only where no line holds it', () => {
    expect(wrapped('word '.repeat(20).trim(), '- ', '  ')).toEqual([
      `- ${'word '.repeat(14).trim()}`,
      `  ${'word '.repeat(6).trim()}`,
    ])
    expect(wrapped('x'.repeat(100))).toEqual(['x'.repeat(74), 'x'.repeat(26)])
    expect(wrapped(`https://example.org/${'x'.repeat(100)}`)).toHaveLength(1)
  })

  it('hold every word, in order, and none is wider than a screen: 500 texts at random', () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const random = seeded(seed)
      const text = Array.from({ length: 60 }, () =>
        oneOf(random, LETTERS).repeat(random() < 0.03 ? 90 : Math.ceil(random() * 9)),
      ).join('')
      const [first, rest] = oneOf<readonly [string, string]>(random, [
        ['', ''],
        ['- ', '  '],
        ['12. ', '    '],
      ])
      const lines = wrapped(text, first, rest)
      const [begin = first, ...others] = lines
      const said = [begin.slice(first.length), ...others.map((line) => line.slice(rest.length))]
      expect([seed, said.join('').replace(/\s/g, '')]).toEqual([seed, text.replace(/\s/g, '')])
      expect([seed, lines.filter((line) => widthOf(line) > 74)]).toEqual([seed, []])
      expect([seed, lines.filter((line) => /\s$/.test(line))]).toEqual([seed, []])
    }
  })

  it('count what is seen: a mark is no column, an ideograph is two', () => {
    expect(wrapped('e\u0301'.repeat(80))).toEqual(['e\u0301'.repeat(74), 'e\u0301'.repeat(6)])
    expect(wrapped('中'.repeat(40))).toEqual(['中'.repeat(37), '中'.repeat(3)])
  })
})
