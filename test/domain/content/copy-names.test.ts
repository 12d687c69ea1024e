import { describe, expect, it } from 'vitest'
import { keyInPlace, keyOfTitle, nameOfCopy, type CopyName } from '#domain/content/copy-names.ts'
import type { Kind } from '#domain/keys.ts'
import { LIMITS, textProblem } from '#domain/text-rules.ts'

/** A title that fills a line. */
const LONG = 'Threats '.repeat(50).slice(0, LIMITS.line).trim()

const original = (title: string, kind: Kind = 'offence', key = 'japan/offence/stalking') => ({
  kind,
  place: 'japan',
  key,
  title,
})

/** The names of copies that are made one after another. */
function named(title: string, copies: number): CopyName[] {
  const taken = new Set<string>()
  return Array.from({ length: copies }, () => {
    const name = nameOfCopy(original(title), (key) => taken.has(key))
    if (!name) throw new Error('There is no name left.')
    taken.add(name.key)
    return name
  })
}

describe('the key of a copy in another place', () => {
  it.each<[Kind, string, string, string]>([
    ['offence', 'wales', 'scotland/offence/stalking', 'wales/offence/stalking'],
    ['ladder', 'wales', 'scotland/ladder', 'wales/ladder'],
    ['route', 'wales', 'canada/route', 'wales/route'],
    ['profile', 'wales', 'scotland/profile', 'wales/profile'],
  ])('keeps the name that it has: %s', (kind, place, key, expected) => {
    expect(keyInPlace(kind, place, key)).toBe(expected)
  })
})

describe('the name of a copy in its own place', () => {
  it('is like that of the original, and nothing else has it', () => {
    expect(named('Stalking', 3)).toEqual([
      { title: 'Stalking (copy)', key: 'japan/offence/stalking-copy' },
      { title: 'Stalking (copy 2)', key: 'japan/offence/stalking-copy-2' },
      { title: 'Stalking (copy 3)', key: 'japan/offence/stalking-copy-3' },
    ])
  })

  it.each([
    ['of three hundred characters', LONG],
    ['of one word that fills the line', 'a'.repeat(LIMITS.line)],
    // The second copy is the first whose number has no room.
    ...[73, 74, 75, 76, 77, 78, 79, 80, 81].map((length) => [`of ${length} letters`, 'x'.repeat(length)]),
    ['with a space at the cut', `${'a'.repeat(72)} ${'b'.repeat(40)}`],
    ['in another script', '警察に届け出る'],
    ['in another script, of three hundred characters', '警'.repeat(LIMITS.line)],
    ['of characters that are pairs', '𠮷'.repeat(LIMITS.line / 2)],
    ['of characters that are pairs, one place further on', `a${'𠮷'.repeat(LIMITS.line / 2 - 1)}`],
    ['of pictures that are joined', '👩‍💻'.repeat(60)],
    ['without a letter', '…'],
  ])('goes on with a title %s, copy after copy', (_what, title) => {
    const names = named(title, 120)
    expect(new Set(names.map(({ key }) => key)).size).toBe(120)
    expect(new Set(names.map((name) => name.title)).size).toBe(120)
    expect(names.flatMap((name) => textProblem(name.title, LIMITS.line, { multiline: false }) ?? [])).toEqual(
      [],
    )
    expect(names.at(-1)?.title).toMatch(/ \(copy 120\)$/)
    expect(names.at(-1)?.key).toMatch(/-copy-120$/)
  })

  it('keeps the former name in its key where no letter of the title can be in one', () => {
    expect(named('警察', 2)).toEqual([
      { title: '警察 (copy)', key: 'japan/offence/stalking-copy' },
      { title: '警察 (copy 2)', key: 'japan/offence/stalking-copy-2' },
    ])
    expect(named('', 1)).toEqual([{ title: '(copy)', key: 'japan/offence/stalking-copy' }])
  })

  it('is none where there are more copies than are counted', () => {
    let asked = 0
    expect(nameOfCopy(original(LONG), () => ++asked > 0)).toBeNull()
    expect(asked).toBe(1_000)
  })
})

describe('the key of a copy that somebody named', () => {
  const keyed = (title: string, ...taken: string[]) =>
    keyOfTitle(original(title, 'channel', 'japan/channel/police'), (key) => taken.includes(key))

  it('is made of the title, also where that is taken: the copy is refused', () => {
    expect(keyed('Call 110')).toBe('japan/channel/call-110')
    expect(keyed('Call 110', 'japan/channel/call-110')).toBe('japan/channel/call-110')
  })

  it('is counted up where the title is in another script, or longer than a key', () => {
    expect(keyed('警察')).toBe('japan/channel/police-copy')
    expect(keyed('消防', 'japan/channel/police-copy')).toBe('japan/channel/police-copy-2')
    const first = keyed(`${LONG} one`)
    const second = keyed(`${LONG} two`, first)
    expect(second).toMatch(/-2$/)
  })
})
