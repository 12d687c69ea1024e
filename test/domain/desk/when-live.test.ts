import { expect, it } from 'vitest'
import type { LegalDate } from '#domain/dates.ts'
import { liveSince, waits, whenLive } from '#domain/desk/when-live.ts'

const day = (text: string): LegalDate => text as LegalDate
const TODAY = day('2026-11-21')

it.each([
  ['at once', null, null, 'now', false],
  ['on a day that has come', '2026-11-21', null, 'now', false],
  ['on a later day', '2026-12-01', null, 'on 1 December 2026', true],
  ['with others', null, 'law', 'together with the others under its law change, once each is approved', true],
  [
    'with others on a later day',
    '2026-12-01',
    'law',
    'together with the others under its law change, on 1 December 2026',
    true,
  ],
])('an edition goes live %s', (_name, on, together, words, waiting) => {
  const edition = { goesLiveOn: on === null ? null : day(on), together }
  expect([whenLive(edition, TODAY), waits(edition, TODAY)]).toEqual([words, waiting])
})

it('an edition is live since a day', () => {
  expect(liveSince({ since: TODAY })).toBe('live since 21 November 2026')
})
