import { expect, it } from 'vitest'
import { jsonInParts, listOf } from '#pipelines/forms/data/json-in-parts.ts'

it('writes the bytes that the whole object has at once', () => {
  const places = [
    { key: 'a', names: ['A\nB', '“C”'], none: [], parent: null },
    { key: 'b', nested: { a: { b: 1 } } },
  ]
  const whole = {
    $schema: 'x',
    format: 1,
    site: { name: 'S', lines: ['1', '2'] },
    places,
    none: [],
    last: [{}],
  }
  const parts = jsonInParts([
    ['$schema', whole.$schema],
    ['format', whole.format],
    ['site', whole.site],
    ['places', listOf(places, (place) => ({ ...place }))],
    ['none', listOf([], (never) => never)],
    ['last', listOf([1], () => ({}))],
  ])
  expect(new TextDecoder().decode(parts)).toBe(`${JSON.stringify(whole, null, 2)}\n`)
})

it('makes an item when it is written, and not before', () => {
  const made: number[] = []
  const items = listOf([1, 2], (n) => {
    made.push(n)
    return { n }
  })
  expect(made).toEqual([])
  jsonInParts([['items', items]])
  expect(made).toEqual([1, 2])
})
