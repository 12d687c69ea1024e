import { describe, expect, it } from 'vitest'
import { followAll, followedOf, readChoices, refollow } from '#domain/mail/subscribing.ts'
import { isTokenShaped } from '#domain/mail/mail-tokens.ts'
import { newToken } from '#lib/addresses.ts'
import { MOST_ENTRIES, type Following } from '#domain/mail/subscribers.ts'

const f = (text: string): Following[] =>
  text.split(' ').map((part) => {
    const [place = '', since] = part.split(':')
    const [whole = '', entry] = place.split('!')
    return {
      place: whole,
      since: Number(since),
      ...(entry === undefined ? {} : { entry: `${whole}/offence/${entry}` }),
    }
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
    expect(refollow(f(before), { places, entries: [] }, 20)).toEqual(f(after))
  })

  it.each<[string, string[], string[], string]>([
    // What is new starts now; what was followed goes on.
    ['a!x:5', [], ['a!x', 'a!y'], 'a!x:5 a!y:20'],
    ['a!x:5', ['b'], ['a!x'], 'b:20 a!x:5'],
    // One of the entries alone, of what was followed whole: nothing is lost between two digests.
    ['a:5', [], ['a!x'], 'a!x:5'],
    ['a:5', [], ['b!x'], 'b!x:5'],
    ['*:5', [], ['a!x'], 'a!x:5'],
    // The whole place, after one of its entries: the others were not followed.
    ['a!x:5', ['a'], [], 'a:20'],
    ['a!x:5', ['*'], [], '*:20 a!x:5'],
    ['*:20 a!x:5', [], ['a!x'], 'a!x:5'],
  ])('%s, then %j and %j: %s', (before, places, entries, after) => {
    const keys = entries.map((entry) => entry.replace('!', '/offence/'))
    expect(refollow(f(before), { places, entries: keys }, 20)).toEqual(f(after))
  })

  it('is everything, whatever else is followed', () => {
    expect(followedOf(f('*:20 a:5 a!x:3'))).toEqual({ places: ['*'], entries: [] })
    const followed = { places: ['a', 'b'], entries: ['c/offence/x'] }
    expect(followedOf(followAll(followed, 3))).toEqual(followed)
  })
})

describe('what a form sent', () => {
  const sent = {
    places: ['b', 'x', 'a', 'a'],
    entries: [] as string[],
    cadence: 'daily',
    atOnce: false,
    format: 'text',
  }
  const offering = (places: string[], entries: string[] = []) => ({ places, entries })

  it('may be entries alone, without those of places that are chosen too', () => {
    const entries = ['a/offence/x', 'b/route', 'b/channel/y', 'c/offence/z']
    const read = (over: object) =>
      readChoices({ ...sent, places: [], ...over }, offering(['a', 'b'], entries.slice(0, 3)))
    expect(read({ entries })).toMatchObject({
      choices: { places: [], entries: entries.slice(0, 3) },
      wrong: [],
    })
    expect(read({ entries, places: ['b'] }).choices).toMatchObject({
      places: ['b'],
      entries: ['a/offence/x'],
    })
    expect(read({ entries, places: ['*'] }).choices).toMatchObject({ places: ['*'], entries: [] })
    expect(read({ entries: ['c/offence/z'] }).wrong).toEqual(['places'])
  })

  it('is no more entries than one can follow', () => {
    const many = Array.from({ length: MOST_ENTRIES + 1 }, (_, index) => `a/offence/x${index}`)
    const read = (entries: string[]) =>
      readChoices({ ...sent, places: [], entries }, offering([], many)).wrong
    expect(read(many)).toEqual(['entries'])
    expect(read(many.slice(1))).toEqual([])
  })

  it('is of what is offered, in its order', () => {
    expect(readChoices(sent, offering(['a', 'b', 'c']))).toEqual({
      choices: { places: ['a', 'b'], entries: [], cadence: 'daily', atOnce: false, format: 'text' },
      wrong: [],
    })
    expect(readChoices({ ...sent, places: ['a', '*'] }, offering(['a'])).choices.places).toEqual(['*'])
  })
  it.each([
    [{ places: ['x'] }, 'places'],
    [{ cadence: 'hourly' }, 'cadence'],
    [{ cadence: 'toString' }, 'cadence'],
    [{ format: '' }, 'format'],
  ])('is refused with %j', (over, field) => {
    expect(readChoices({ ...sent, ...over }, offering(['a', 'b'])).wrong).toEqual([field])
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
