import { describe, expect, it } from 'vitest'
import { ancestors, isIsoCode, makesCycle } from '#domain/content/jurisdictions.ts'

const parents: Record<string, string | null> = {
  'united-kingdom': null,
  scotland: 'united-kingdom',
  glasgow: 'scotland',
  // A circle that is already there.
  a: 'b',
  b: 'c',
  c: 'b',
}
const parentOf = (key: string): string | null => parents[key] ?? null

describe('jurisdictions', () => {
  it.each([
    ['united-kingdom', []],
    ['scotland', ['united-kingdom']],
    ['glasgow', ['scotland', 'united-kingdom']],
    ['nowhere', []],
    ['a', ['b', 'c']],
    ['b', ['c']],
  ])('lists the parents of %s, nearest first', (key, expected) => {
    expect(ancestors(key, parentOf)).toEqual(expected)
  })

  it.each([
    ['united-kingdom', null, false],
    ['united-kingdom', 'united-kingdom', true],
    ['united-kingdom', 'scotland', true],
    ['united-kingdom', 'glasgow', true],
    ['scotland', 'glasgow', true],
    ['glasgow', 'united-kingdom', false],
    ['wales', 'united-kingdom', false],
    ['wales', 'nowhere', false],
    ['wales', 'a', false],
    ['c', 'a', true],
  ])('says whether %s under %s would be part of itself: %s', (key, parent, expected) => {
    expect(makesCycle(key, parent, parentOf)).toBe(expected)
  })

  it.each([
    ['GB', true],
    ['GB-SCT', true],
    ['AU-NSW', true],
    ['US-A1', true],
    ['gb', false],
    ['GBR', false],
    ['GB-', false],
    ['GB-SCOT', false],
    ['GB_SCT', false],
    ['', false],
  ])('takes %j for an ISO 3166 code: %s', (text, expected) => {
    expect(isIsoCode(text)).toBe(expected)
  })
})
