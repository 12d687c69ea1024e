import { describe, expect, it } from 'vitest'
import { followAll, placesOf, readChoices, refollow } from '#domain/mail/subscribing.ts'
import { isTokenShaped } from '#domain/mail/mail-tokens.ts'
import { newToken } from '#lib/addresses.ts'
import type { Following } from '#domain/mail/subscribers.ts'

const f = (text: string): Following[] =>
  text.split(' ').map((part) => {
    const [place = '', since] = part.split(':')
    return { place, since: Number(since) }
  })

describe('what is followed after another choice', () => {
  it.each<[string, string[], string]>([
    ['a:5 b:7', ['a', 'b'], 'a:5 b:7'],
    ['a:5 b:7', ['b'], 'b:7'],
    ['a:5', ['a', 'c'], 'a:5 c:20'],
    ['a:5', ['c'], 'c:20'],
    ['*:5', ['a', 'c'], 'a:5 c:5'],
    ['a:5 b:7', ['*'], '*:20 a:5 b:7'],
    ['*:5', ['*'], '*:5'],
    ['*:20 a:5 b:7', ['*'], '*:20 a:5 b:7'],
    ['*:20 a:5', ['a', 'c'], 'a:5 c:20'],
  ])('%s, then %j: %s', (before, places, after) => {
    expect(refollow(f(before), places, 20)).toEqual(f(after))
  })

  it('is everything, whatever else is followed', () => {
    expect(placesOf(f('*:20 a:5'))).toEqual(['*'])
    expect(placesOf(followAll(['a', 'b'], 3))).toEqual(['a', 'b'])
  })
})

describe('what a form sent', () => {
  const sent = { places: ['b', 'x', 'a', 'a'], cadence: 'daily', atOnce: false, format: 'text' }
  it('is of what is offered, in its order', () => {
    expect(readChoices(sent, ['a', 'b', 'c'])).toEqual({
      choices: { places: ['a', 'b'], cadence: 'daily', atOnce: false, format: 'text' },
      wrong: [],
    })
    expect(readChoices({ ...sent, places: ['a', '*'] }, ['a']).choices.places).toEqual(['*'])
  })
  it.each([
    [{ places: ['x'] }, 'places'],
    [{ cadence: 'hourly' }, 'cadence'],
    [{ cadence: 'toString' }, 'cadence'],
    [{ format: '' }, 'format'],
  ])('is refused with %j', (over, field) => {
    expect(readChoices({ ...sent, ...over }, ['a', 'b']).wrong).toEqual([field])
  })
})

describe('a token', () => {
  it('has the shape of one', () => {
    for (let i = 0; i < 100; i += 1) expect(isTokenShaped(newToken())).toBe(true)
    for (const text of [
      '',
      'A'.repeat(21),
      'A'.repeat(23),
      `${'A'.repeat(21)}=`,
      `${'A'.repeat(21)}/`,
      `${'A'.repeat(22)}\n`,
    ])
      expect(isTokenShaped(text)).toBe(false)
  })
})
