import { describe, expect, it } from 'vitest'
import { storedForm } from '#domain/text-rules.ts'
import { wordDiff, type DiffPart } from '#domain/content/word-diff.ts'
import { randomOf } from '../../support/random.ts'

const joined = (parts: readonly DiffPart[], gone: DiffPart['op']): string =>
  parts
    .filter(({ op }) => op !== gone)
    .map(({ text }) => text)
    .join('')

/** As one would mark it by hand: `[-gone-]`, `{+come+}`. */
const marked = (before: string, after: string): string =>
  wordDiff(before, after)
    .map(({ op, text }) => (op === 'same' ? text : op === 'del' ? `[-${text}-]` : `{+${text}+}`))
    .join('')

const WORDS =
  'the a of to person court police act section 5 7 years £1,000 days, or both. stalking; (harassment) “threat” é \n - 网络 🙂 \u0301 \ud800'.split(
    ' ',
  )

/** Invariants that hold for every pair of texts. */
function check(before: string, after: string): DiffPart[] {
  const parts = wordDiff(before, after)
  expect(joined(parts, 'ins')).toBe(storedForm(before))
  expect(joined(parts, 'del')).toBe(storedForm(after))
  expect(parts.filter(({ text }) => text === '')).toEqual([])
  // Parts of one kind never touch, and what came stands after what went.
  for (const [index, { op }] of parts.entries()) {
    expect(op).not.toBe(parts[index + 1]?.op)
    if (op === 'ins') expect(parts[index + 1]?.op).not.toBe('del')
  }
  return parts
}

describe('a word diff', () => {
  it.each<[string, string, string]>([
    ['', '', ''],
    ['same words', 'same words', 'same words'],
    ['', 'all new', '{+all new+}'],
    ['Me\u0301tis people, 5 years', 'Métis folk, 5\u00a0years', 'Métis [-people-]{+folk+}, 5 years'],
    ['all gone', '', '[-all gone-]'],
    ['Up to 5 years in prison.', 'Up to 7 years in prison.', 'Up to [-5-]{+7+} years in prison.'],
    ['Up to 5 years.', 'Up to 5 years, or a fine.', 'Up to 5 years{+, or a fine+}.'],
    ['Fine of £1,000.', 'Fine of £1,500.', 'Fine of £[-1,000-]{+1,500+}.'],
    // A lone “the” or a space between two changes goes under.
    ['call the desk now', 'ring the office now', '[-call the desk-]{+ring the office+} now'],
    ['Maximum: two months', 'Maximum: five years', 'Maximum: [-two months-]{+five years+}'],
    ['One. Three.', 'One. Two. Three.', 'One. {+Two. +}Three.'],
    ['First line\nSecond line', 'First line\nOther line', 'First line\n[-Second-]{+Other+} line'],
    ['101', '0800 101', '{+0800 +}101'],
    // What a joined change ends with on both sides stays outside of it.
    ['than the second check', 'than Words of check', 'than [-the second-]{+Words of+} check'],
  ])('of %j and %j reads %j', (before, after, reads) => {
    expect(marked(before, after)).toBe(reads)
    check(before, after)
  })

  it('of texts that have hardly a word in common is one that went and one that came', () => {
    const before = 'Call the police first, and ask for the reference number of the case.'
    const after = 'Nobody but the court decides, and the form costs nothing to file there.'
    expect(wordDiff(before, after).map(({ op }) => op)).toEqual(['del', 'ins', 'same'])
    check(before, after)
  })

  it.each(Array.from({ length: 40 }, (_each, seed) => seed + 1))(
    'joins to both texts, whatever they are (seed %i)',
    (seed) => {
      const random = randomOf(seed)
      const text = (length: number): string =>
        Array.from({ length }, () => WORDS[random(WORDS.length)]).join(random(4) === 0 ? '' : ' ')
      for (let round = 0; round < 25; round += 1) {
        check(text(random(40)), text(random(40)))
        const before = text(random(120))
        expect(wordDiff(before, before)).toEqual(
          before === '' ? [] : [{ op: 'same', text: storedForm(before) }],
        )
        let after = before
        for (let edit = random(6); edit > 0; edit -= 1) {
          const at = random(after.length + 1)
          after = after.slice(0, at) + text(random(4)) + after.slice(at + random(20))
        }
        check(before, after)
      }
    },
  )

  it('marks no more than was edited, in a text with one edit', () => {
    const random = randomOf(7)
    for (let round = 0; round < 100; round += 1) {
      const words = Array.from({ length: 200 }, (_each, index) => `word${index}`)
      const at = random(words.length)
      const after = words.with(at, 'edited')
      expect(wordDiff(words.join(' '), after.join(' ')).filter(({ op }) => op !== 'same')).toEqual([
        { op: 'del', text: `word${at}` },
        { op: 'ins', text: 'edited' },
      ])
    }
  })
})

describe('a word diff of a megabyte', () => {
  const random = randomOf(11)
  const long = Array.from({ length: 200_000 }, () => WORDS[random(WORDS.length)]).join(' ')
  const other = Array.from({ length: 200_000 }, (_each, index) => `other${index % 977}`).join(' ')
  const edited = long
    .split(' ')
    .map((word, index) => (index % 400 === 7 ? 'edited' : word))
    .join(' ')

  it.each<[string, string, string]>([
    ['the same', long, long],
    ['another', long, other],
    ['the same words in another order', long, long.split(' ').toReversed().join(' ')],
    ['edited here and there', long, edited],
    ['with as much again in its middle', long, long.slice(0, 500_000) + other + long.slice(500_000)],
    ['without spaces', 'x'.repeat(1_000_000), 'y'.repeat(1_000_000)],
    ['of signs alone', '!?'.repeat(500_000), '?-'.repeat(500_000)],
  ])('and %s is there within seconds, and whole', (_name, before, after) => {
    const start = process.cpuUsage()
    const parts = wordDiff(before, after)
    const { user } = process.cpuUsage(start)
    expect(user / 1000).toBeLessThan(5000)
    expect(joined(parts, 'ins') === before && joined(parts, 'del') === after).toBe(true)
  })

  it('keeps the sentences that stayed, where more changed than words are compared for', () => {
    const sentences = Array.from({ length: 2000 }, (_each, index) => `Sentence ${index} of the text stays.`)
    const after = sentences.map((each, index) =>
      index % 2 === 0 ? each : `Words${index} that${index} nobody${index} read${index} before.`,
    )
    const parts = wordDiff(sentences.join(' '), after.join(' '))
    const stayed = parts.filter(({ op }) => op === 'same').map(({ text }) => text)
    for (const [index, each] of after.entries())
      if (index % 2 === 0) expect(stayed.some((text) => text.includes(each))).toBe(true)
  })

  it('is one that went and one that came, where all is other', () => {
    expect(wordDiff(`${long} end`, `${other} end`).map(({ op }) => op)).toEqual(['del', 'ins', 'same'])
  })
})
