import { describe, expect, it } from 'vitest'
import { filledIn, withoutSource } from '#domain/content/cited-as.ts'
import type { Kind } from '#domain/keys.ts'

describe('the claims that need a source and have none', () => {
  it.each<[Kind, string[], string[], string[]]>([
    ['offence', ['penalty', 'covers', 'section', 'elements'], [], ['penalty', 'covers', 'section']],
    ['offence', ['penalty', 'covers', 'section'], ['section'], ['penalty', 'covers']],
    ['offence', [], [], []],
    ['route', ['lever', 'mechanism', 'caveat'], ['lever'], ['mechanism']],
    ['channel', ['does', 'role'], [], ['does']],
    ['channel', ['does'], ['contacts'], []],
    ['channel', [], [], []],
    ['ladder', ['steps'], [], []],
  ])('of %s: filled in %j, cited %j', (kind, filled, cited, expected) => {
    const facts = {
      isFilled: (claim: string) => filled.includes(claim),
      isCited: (claim: string) => cited.includes(claim),
    }
    expect(withoutSource(kind, facts)).toEqual(expected)
  })
})

it('the page of a law is its official source, that of a channel its address', () => {
  expect([filledIn('offence')?.field, filledIn('channel')?.field, filledIn('ladder')]).toEqual([
    'officialSource',
    'url',
    null,
  ])
})
