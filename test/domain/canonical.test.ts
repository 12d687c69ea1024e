import { describe, expect, it } from 'vitest'
import { canonical, canonicalParts, deepFreeze } from '#domain/canonical.ts'
import { hashOf, hashOfLarge } from '#domain/hash.ts'
import { oneOf, randomOf, seeded } from '../support/random.ts'

describe('canonical JSON', () => {
  it.each<[string, unknown, string]>([
    ['null', null, 'null'],
    ['true', true, 'true'],
    ['a number', 42, '42'],
    ['a negative number', -7, '-7'],
    ['minus nought', -0, '0'],
    ['the greatest whole number', Number.MAX_SAFE_INTEGER, '9007199254740991'],
    ['words', 'a "b" \\ \n \u2028 é', JSON.stringify('a "b" \\ \n \u2028 é')],
    ['half a character', '\ud800', '"\\ud800"'],
    ['a list, in its order', [3, 1, 2], '[3,1,2]'],
    ['nothing in a list', [], '[]'],
    [
      'properties by code unit',
      { b: 1, a: 2, B: 3, 10: 4, 9: 5, é: 6 },
      '{"10":4,"9":5,"B":3,"a":2,"b":1,"é":6}',
    ],
    ['a property that is undefined', { a: undefined, b: 1 }, '{"b":1}'],
    ['nesting', { z: [{ y: 1, x: null }], a: {} }, '{"a":{},"z":[{"x":null,"y":1}]}'],
  ])('writes %s', (_name, value, text) => {
    expect(canonical(value)).toBe(text)
  })

  it('does not depend on the order in which properties were set', () => {
    const one = { entry: 'a', n: 1, submission: { note: null, kind: 'new' }, list: [{ a: 1, b: 2 }] }
    const two = { list: [{ b: 2, a: 1 }], submission: { kind: 'new', note: null }, n: 1, entry: 'a' }
    expect(canonical(two)).toBe(canonical(one))
    expect(JSON.parse(canonical(one))).toEqual(one)
  })

  it.each<[string, unknown, string]>([
    ['NaN', Number.NaN, 'NaN has no canonical form: only whole numbers are kept.'],
    ['infinity', Infinity, 'Infinity has no canonical form: only whole numbers are kept.'],
    ['a fraction', 1.5, '1.5 has no canonical form: only whole numbers are kept.'],
    ['a number too great', 2 ** 53, '9007199254740992 has no canonical form: only whole numbers are kept.'],
    ['undefined', undefined, 'A value of type undefined has no canonical form.'],
    ['undefined in a list', [1, undefined], 'A value of type undefined has no canonical form.'],
    ['a date', new Date(0), 'A value of type object has no canonical form.'],
    ['a date inside', { at: new Date(0) }, 'A value of type object has no canonical form.'],
    ['a map', new Map(), 'A value of type object has no canonical form.'],
    ['a set', new Set(), 'A value of type object has no canonical form.'],
    ['bytes', new Uint8Array(1), 'A value of type object has no canonical form.'],
    ['a function', () => 1, 'A value of type function has no canonical form.'],
    ['a symbol', Symbol('x'), 'A value of type symbol has no canonical form.'],
    ['a big number', 1n, 'A value of type bigint has no canonical form.'],
    ['an object of a class', new (class Thing {})(), 'A value of type object has no canonical form.'],
  ])('refuses %s', (_name, value, message) => {
    expect(() => canonical(value)).toThrow(new TypeError(message))
  })

  it('is the same whatever is sorted already, and for names that are numbers anywhere', () => {
    const random = seeded(7)
    const below = randomOf(8)
    const names = ['b', 'a', 'é', 'B', '__proto__', '10', '9', '007', 'inForceSince', '']
    const any = (depth: number): unknown => {
      const kind = below(depth > 3 ? 4 : 7)
      if (kind > 4)
        return Object.fromEntries(
          Array.from({ length: below(6) }, () => [oneOf(random, ['a', ...names]), any(depth + 1)]),
        )
      if (kind === 4) return Array.from({ length: below(4) }, () => any(depth + 1))
      return [null, below(2) === 0, below(1_000) - 500, oneOf(random, ['a', 'b "c" \n', '\ud800', 'é'])][kind]
    }
    const written = (value: unknown): string =>
      Array.isArray(value)
        ? `[${value.map(written).join(',')}]`
        : typeof value === 'object' && value !== null
          ? `{${Object.keys(value)
              .sort()
              .map(
                (name) =>
                  `${JSON.stringify(name)}:${written(Object.getOwnPropertyDescriptor(value, name)?.value)}`,
              )
              .join(',')}}`
          : JSON.stringify(value)
    for (let round = 0; round < 2_000; round += 1) {
      const value = { given: any(0), other: any(1) }
      expect(canonical(value)).toBe(written(value))
      expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value))
      expect([...canonicalParts(value)].join('')).toBe(canonical(value))
    }
  })

  it.each<[string, object]>([
    ['nothing', {}],
    ['empty lists', { b: [], a: {} }],
    ['what is undefined', { b: undefined, a: [1, { c: undefined }] }],
    ['lists beside words', { name: 'n', items: [{ b: 1, a: 2 }, [3], 'x'], after: null }],
  ])('in parts is the same text: %s', (_name, value) => {
    expect([...canonicalParts(value)].join('')).toBe(canonical(value))
    expect(hashOfLarge(value)).toBe(hashOf(value))
  })

  it('in parts refuses the same', () => {
    expect(() => [...canonicalParts({ items: [1, undefined] })]).toThrow(TypeError)
    expect(() => [...canonicalParts({ items: new Array(1) })]).toThrow(TypeError)
  })

  it('refuses a hole in a list', () => {
    expect(() => canonical(new Array(2))).toThrow(TypeError)
  })
})

describe('deep freezing', () => {
  it('freezes a value all the way down, and gives back the same one', () => {
    const value = { a: { b: [{ c: 1 }] }, d: null }
    const frozen = deepFreeze(value)
    expect(frozen).toBe(value)
    expect([value, value.a, value.a.b, value.a.b[0]].map((each) => Object.isFrozen(each))).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(() => {
      ;(value.a.b[0] as { c: number }).c = 2
    }).toThrow(TypeError)
    expect(() => value.a.b.push({ c: 2 })).toThrow(TypeError)
  })

  it('is for data, which holds itself nowhere', () => {
    const value: { self?: unknown } = {}
    value.self = value
    expect(() => deepFreeze(value)).toThrow(RangeError)
    expect(() => canonical(value)).toThrow(RangeError)
  })

  it('freezes what is inside something that was frozen before', () => {
    const value = Object.freeze({ inside: { a: 1 } })
    expect(Object.isFrozen(deepFreeze(value).inside)).toBe(true)
  })
})
