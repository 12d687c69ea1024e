import { describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import type { ChangeKind } from '#domain/content/editions.ts'
import { inForceSince, type Dated } from '#domain/publish/in-force-since.ts'

const change = (kind: ChangeKind, effectiveOn: string | null, ...fields: string[]): Dated => ({
  kind,
  effectiveOn: effectiveOn === null ? null : legalDate(effectiveOn),
  fields: fields.map((field) => ({ field })),
})
const TODAY = legalDate('2026-11-28')

describe('since when claims are law', () => {
  it.each<[name: string, changes: Dated[], since: Record<string, string>]>([
    ['nothing, where no change has a day', [change('change', null, 'penalty')], {}],
    [
      'the day of the change, at what it changed',
      [change('new', null, 'penalty', 'covers'), change('change', '2026-11-20', 'penalty')],
      { penalty: '2026-11-20' },
    ],
    [
      'the day of the last change of each',
      [change('change', '2026-01-01', 'penalty', 'covers'), change('urgent', '2026-11-20', 'penalty')],
      { penalty: '2026-11-20', covers: '2026-01-01' },
    ],
    [
      'none, once the words are others and no day is known',
      [change('change', '2026-01-01', 'penalty'), change('correction', null, 'penalty')],
      {},
    ],
    [
      'the same day, where only the wording is better',
      [change('change', '2026-01-01', 'penalty'), change('typo', null, 'penalty')],
      { penalty: '2026-01-01' },
    ],
    [
      'the entry as a whole, where it is new',
      [change('new', '2026-11-20', 'penalty')],
      { entry: '2026-11-20' },
    ],
    [
      'nothing of what was withdrawn',
      [
        change('change', '2026-01-01', 'penalty'),
        change('withdrawn', null, 'penalty'),
        change('new', null, 'penalty'),
      ],
      {},
    ],
    ['nothing before it is', [change('change', '2026-11-29', 'penalty')], {}],
    ['it on the very day', [change('change', '2026-11-28', 'penalty')], { penalty: '2026-11-28' }],
  ])('is said: %s', (_name, changes, since) => {
    expect(inForceSince(changes, TODAY)).toEqual(since)
  })
})
