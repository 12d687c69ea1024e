import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import { expects } from '../../eslint.expects.mjs'

const complaints = (text: string): number =>
  new Linter().verify(text, { plugins: { expects }, rules: { 'expects/something': 'error' } }).length

describe('a test that expects nothing', () => {
  it.each([
    ['nothing', `it('works', async () => { await work() })`],
    ['cases', `it.each([1, 2])('works with %i', (n) => { work(n) })`],
    ['a test that may be skipped', `it.skipIf(slow)('works', () => work())`],
    ['a helper that expects nothing', `const look = () => work()\nit('works', () => look())`],
    ['helpers that call one another', `const a = () => b()\nconst b = () => a()\nit('works', () => a())`],
  ])('is found: %s', (_name, text) => expect(complaints(text)).toBe(1))

  it.each([
    ['itself', `it('works', () => { expect(work()).toBe(1) })`],
    ['in what it returns', `it('works', () => expect(work()).resolves.toBe(1))`],
    ['by a helper', `const look = () => expect(work()).toBe(1)\nit('works', () => look())`],
    [
      'by a helper’s helper, below',
      `it('works', () => a())\nfunction a() { b() }\nfunction b() { expect(1) }`,
    ],
    ['by one of the support', `it('works', () => asLong(['a', 'b'], 3, ask))`],
  ])('is not one that expects something %s', (_name, text) => expect(complaints(text)).toBe(0))
})
