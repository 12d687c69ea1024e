import { expect, it } from 'vitest'
import { inPlace } from '#domain/content/site.ts'

it.each([
  ['Reporting in {place}', 'the United States', 'Reporting in the United States'],
  ['{place}, {place}', 'Scotland', 'Scotland, Scotland'],
  ['Nowhere', 'Scotland', 'Nowhere'],
  ['{Place} {place', 'Scotland', '{Place} {place'],
])('puts the place into %j', (words, inSentence, expected) => {
  expect(inPlace(words, inSentence)).toBe(expected)
})
