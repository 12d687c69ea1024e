import { describe, expect, it } from 'vitest'
import {
  pinpointOf,
  reachOf,
  reachOfProvision,
  type Provision,
  type Reach,
} from '#domain/content/pinpoints.ts'
import { randomOf } from '../../support/random.ts'

const inWords = ({ unit, steps }: Provision): string =>
  [unit, ...steps.map(({ from, to }) => (from === to ? from : `${from}..${to}`))].join(' ')

describe('provisions that a pinpoint names', () => {
  it.each<[string, string[]]>([
    ['s. 127(3)', ['s 127 3']],
    ['Section 20A(1)', ['s 20A 1']],
    ['ss 33–35', ['s 33..35']],
    ['ss. 33-35', ['s 33..35']],
    ['s. 3 – s. 5', ['s 3..5']],
    ['ss. 1, 2–3, 10', ['s 1', 's 2..3', 's 10']],
    ['ss. 4, 10 and 18(1)(a)', ['s 4', 's 10', 's 18 1 a']],
    ['s. 3(1), s. 7(1)(a), s. 7(1)(d)', ['s 3 1', 's 7 1 a', 's 7 1 d']],
    ['s. 127(2)(a) and (b)', ['s 127 2 a', 's 127 2 b']],
    ['s. 127(2)(a)(b)', ['s 127 2 a', 's 127 2 b', 's 127 2 a b']],
    ['s. 127(1) to (3)', ['s 127 1..3']],
    ['ss. 19(3)–20', ['s 19..20']],
    ['s. 264.1', ['s 264.1']],
    ['ss. 46–52 (Chapter 5)', ['s 46..52']],
    ['art 10', ['art 10']],
    ['arts. 3 and 4', ['art 3', 'art 4']],
    ['art. 10 para 2', ['art 10 2']],
    ['Sch 2 para 4', ['sch 2 4']],
    ['s. 1, Sch. 2 paras. 3, 4', ['s 1', 'sch 2 3', 'sch 2 4']],
    ['Sch. 1 Pt. 2 para. 3(1)', ['sch 1 3 1']],
    ['the Schedule', ['sch']],
    ['Part VI', ['pt 6']],
    ['s. 9A and cross-heading', ['s 9A']],
    ['§ 201a Abs. 1 Nr. 1 StGB', ['s 201a 1 1']],
    ['§ 238 Abs. 1 und 2 StGB', ['s 238 1', 's 238 2']],
    ['§§ 201, 201a StGB', ['s 201', 's 201a']],
    ['§ 2261A', ['s 2261A']],
    ['art. 226-1', ['art 226-1']],
    ['arts. 226-1 et 226-2', ['art 226-1', 'art 226-2']],
    ['art. 226-1 à 226-7', ['art 226-1..226-7']],
    ['art. L. 123-4, al. 2', ['art L123-4 2']],
    ['제44조의7 제1항 제2호', ['art 44-7 1 2']],
    ['第230条の2第1項', ['art 230-2 1']],
    // A hyphen after the singular may be part of a label: it counts as both.
    ['art. 6-7', ['art 6..7', 'art 6-7']],
    ['127(3)', ['any 127 3']],
  ])('%s', (text, expected) => {
    const { provisions, unread } = pinpointOf(text)
    expect(provisions.map(inWords)).toEqual(expected)
    expect(unread).toBe(false)
  })

  it.each([
    'doxxing offences',
    'GG 45562',
    'GG 45562 (leaves out Chapter 2, Part VI)',
    'specified provisions',
    'p. 4',
    's.',
    '§ 4 ff. StGB',
    's. 33 to the end',
    'Repeal of s. 127(2) of the Communications Act 2003',
    `s. ${'1, '.repeat(900)}`,
  ])('are not all read in %s', (text) => {
    expect(pinpointOf(text).unread).toBe(true)
  })

  it('may stand behind the title of the instrument', () => {
    const text = 'Criminal Code Act 1995 (Cth), ss. 474.17, 474.17C and 474.17D'
    const { provisions, unread } = pinpointOf(text, ['Criminal Code Act 1995'])
    expect([provisions.map(inWords), unread]).toEqual([['s 474.17', 's 474.17C', 's 474.17D'], false])
  })
})

describe('how near a citation is to a change', () => {
  it.each<[changed: string | null, cited: string | null, Reach]>([
    ['s. 127(3)', 's. 127(3)', 'met'],
    ['s. 127(3)', 's. 127(3)(b)', 'met'],
    ['s. 127(3)', 's. 127', 'wider'],
    ['s. 127(3)', 's. 127(1)', 'apart'],
    ['s. 127(3)', 's. 127(1), s. 127(3)', 'met'],
    ['s. 127', 's. 127(1)', 'met'],
    ['s. 127', 's. 127A', 'apart'],
    ['s. 127', 's. 12', 'apart'],
    ['ss 33–35', 's. 34A(2)', 'met'],
    ['ss 33–35', 's. 35A', 'apart'],
    ['ss. 32–33A', 's. 33ZA', 'met'],
    ['s. 2', 'ss. 1–4, 10', 'met'],
    ['Sch 2 para 4', 'Sch. 2', 'wider'],
    ['Sch 2', 'Sch. 2 para. 4(1)', 'met'],
    ['Sch 2', 's. 2', 'apart'],
    ['the Schedule', 'Sch. para. 3', 'met'],
    ['§ 201a', '§ 201a Abs. 1 Nr. 1 StGB', 'met'],
    ['§ 201a Abs. 2', '§ 201a Abs. 1 Nr. 1 StGB', 'apart'],
    ['art. 226-1', 'art. 226-1-1', 'apart'],
    ['art. 226-1', 'art. 226-1, al. 2', 'met'],
    ['제44조의7', '제44조의7 제1항', 'met'],
    ['제44조의7', '제44조', 'apart'],
    // Which sections a part contains is not known.
    ['Part 6', 's. 127', 'untold'],
    ['s. 127', 'Part 6', 'untold'],
    ['r. 4', 's. 4', 'untold'],
    ['r. 4', 's. 5', 'apart'],
    ['s. 300', 'upholds s. 301', 'untold'],
    ['specified provisions', 's. 127', 'untold'],
    ['s. 127', 'doxxing offences', 'untold'],
    ['s. 127', null, 'unnamed'],
    ['s. 127', 'the whole of it', 'unnamed'],
    [null, 's. 127', 'met'],
    [null, null, 'met'],
    ['whole Act', 'doxxing offences', 'met'],
    ['Act', null, 'met'],
    ['', 's. 127', 'met'],
  ])('change of %s, cited %s: %s', (changed, cited, reach) => {
    expect(reachOf(changed, cited)).toBe(reach)
  })
})

/** Provisions in nested form, each with its text. */
function anyOf(random: (below: number) => number): string {
  const letters = ['', '', 'A', 'B', 'AA'][random(5)] ?? ''
  const deeper = ['', `(${1 + random(4)})`, `(${1 + random(4)})(${'abc'[random(3)] ?? 'a'})`][random(3)] ?? ''
  return `${1 + random(40)}${letters}${deeper}`
}

describe.each(Array.from({ length: 10 }, (_each, seed) => seed + 1))(
  'whatever is cited (seed %i)',
  (seed) => {
    const random = randomOf(seed)

    it('a provision meets itself, and what contains it meets it', () => {
      for (let round = 0; round < 40; round += 1) {
        const text = anyOf(random)
        expect(reachOf(`s. ${text}`, `s. ${text}`)).toBe('met')
        const parent = text.replace(/\([^()]*\)$/, '')
        expect(reachOf(`s. ${parent}`, `s. ${text}`)).toBe('met')
        if (parent !== text) expect(reachOf(`s. ${text}`, `s. ${parent}`)).toBe('wider')
      }
    })

    it('two provisions are apart both ways or neither', () => {
      for (let round = 0; round < 40; round += 1) {
        const [a, b] = [`s. ${anyOf(random)}`, `s. ${anyOf(random)}`]
        expect(reachOf(a, b) === 'apart').toBe(reachOf(b, a) === 'apart')
        const [one, other] = [pinpointOf(a).provisions[0], pinpointOf(b).provisions[0]]
        if (!one || !other) throw new Error(`${a} or ${b} was not read.`)
        expect(reachOf(a, b)).toBe(reachOfProvision(one, other))
      }
    })

    it('a list is as near as its nearest, in any order', () => {
      for (let round = 0; round < 40; round += 1) {
        const [changed, a, b] = [`s. ${anyOf(random)}`, `s. ${anyOf(random)}`, `s. ${anyOf(random)}`]
        const together = reachOf(changed, `${a}, ${b}`)
        expect(together).toBe(reachOf(changed, `${b}; ${a}`))
        const alone = [reachOf(changed, a), reachOf(changed, b)]
        expect(alone).toContain(together)
        if (alone.includes('met')) expect(together).toBe('met')
      }
    })

    it('words that are not understood never make a citation unaffected', () => {
      const words = [
        'as amended',
        'see the note',
        'passim',
        'of another Act',
        'ff.',
        '…',
        '《刑法》',
        'schedule of fees',
      ]
      for (let round = 0; round < 40; round += 1) {
        const [changed, cited] = [`s. ${anyOf(random)}`, anyOf(random)]
        const word = words[random(words.length)] ?? ''
        expect(reachOf(changed, `s. ${cited} ${word}`)).not.toBe('apart')
        expect(reachOf(`${changed} ${word}`, `s. ${cited}`)).not.toBe('apart')
        expect(reachOf(changed, word)).not.toBe('apart')
      }
    })

    it('any text at all is read without failing, and a range holds what stands in it', () => {
      const signs = [...'0123456789abcIVX().,;–-§ sSchparttoand제조의条']
      for (let round = 0; round < 40; round += 1) {
        const text = Array.from({ length: random(40) }, () => signs[random(signs.length)]).join('')
        expect(pinpointOf(text).provisions.every(({ steps }) => Array.isArray(steps))).toBe(true)
        const [from, inside, to] = [1 + random(20), random(10), 30 + random(10)]
        const at = `s. ${Math.min(from + inside, to)}${['', 'A', 'ZA'][random(3)] ?? ''}`
        if (at !== `s. ${to}A`) expect(reachOf(`ss. ${from}–${to}`, at)).toBe('met')
        expect(reachOf(`ss. ${from}–${to}`, `s. ${to + 1}`)).toBe('apart')
        expect(reachOf(`ss. ${from}–${to}`, `s. ${to}A`)).toBe('apart')
      }
    })
  },
)
