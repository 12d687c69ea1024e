import { expect, it } from 'vitest'
import { lastFew } from '#domain/last-few.ts'

const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }] as const

it('makes a value once while it is among the last asked for, and again when it is not', () => {
  const made: string[] = []
  const valueOf = lastFew(({ name }: { name: string }) => {
    made.push(name)
    return name === 'b' ? undefined : name.toUpperCase()
  }, 2)
  expect([a, a, b, b, a].map(valueOf)).toEqual(['A', 'A', undefined, undefined, 'A'])
  expect(made).toEqual(['a', 'b'])
  // The third takes the place of the one that nobody has asked for the longest.
  expect([c, a, b].map(valueOf)).toEqual(['C', 'A', undefined])
  expect(made).toEqual(['a', 'b', 'c', 'b'])
})

it('keeps nothing of what could not be made', () => {
  let tries = 0
  const valueOf = lastFew(() => {
    tries += 1
    if (tries === 1) throw new Error('not yet')
    return tries
  })
  expect(() => valueOf(a)).toThrow('not yet')
  expect(valueOf(a)).toBe(2)
})
