import { expect, it } from 'vitest'
import type { Entry } from '#domain/content/content.ts'
import { impactOf, isTickable, type ImpactFlag } from '#domain/desk/impact.ts'
import { entry, instrumentUse } from '../../fixtures/snapshot.ts'

const code = instrumentUse({
  instrument: { ...instrumentUse().instrument, key: 'criminal-code' },
  provision: null,
})

const entries = [
  entry('profile', { instruments: [code] }),
  entry('offence', {
    key: 'testland/offence/stalking',
    instruments: [
      instrumentUse({ claims: ['penalty', 'section'] }),
      code,
      instrumentUse({ provision: 's. 9', relation: 'penalty', standing: 'not-in-force' }),
    ],
  }),
  entry('offence', { key: 'testland/offence/threats', instruments: [] }),
  entry('ladder', { instruments: [instrumentUse({ provision: null, relation: 'procedure' })] }),
] as Entry[]

it('finds every place that rests on an instrument, in the order of the entries', () => {
  expect(impactOf('harassment-act', entries)).toEqual([
    {
      entry: 'testland/offence/stalking',
      kind: 'offence',
      provision: 's. 3',
      relation: 'creates',
      standing: 'in-force',
      claims: ['penalty', 'section'],
    },
    {
      entry: 'testland/offence/stalking',
      kind: 'offence',
      provision: 's. 9',
      relation: 'penalty',
      standing: 'not-in-force',
      claims: [],
    },
    {
      entry: 'testland/ladder',
      kind: 'ladder',
      provision: null,
      relation: 'procedure',
      standing: 'in-force',
      claims: [],
    },
  ])
  expect(impactOf('criminal-code', new Set(entries)).map(({ entry: key }) => key)).toEqual([
    'testland/profile',
    'testland/offence/stalking',
  ])
})

it.each(['', 'harassment', 'Harassment-act', 'harassment-act-2'])('finds nothing for %j', (key) => {
  expect(impactOf(key, entries)).toEqual([])
})

it.each<[string, Partial<ImpactFlag> | null, boolean]>([
  ['is not flagged', null, true],
  ['is flagged', {}, true],
  ['was left out', { closedAt: '2026-11-21T10:00:00.000Z', how: 'left-out' }, true],
  ['is settled', { closedAt: '2026-11-21T10:00:00.000Z', how: 'live' }, false],
  ['was withdrawn', { closedAt: '2026-11-21T10:00:00.000Z', how: 'withdrawn' }, false],
])('says of an entry that %s whether somebody may still decide', (_what, flag, may) => {
  const raised: ImpactFlag = {
    at: '2026-11-20T10:00:00.000Z',
    by: 'Ada',
    closedAt: null,
    closedBy: null,
    how: null,
    note: null,
    answers: [],
    of: 1,
  }
  expect(isTickable({ flag: flag && { ...raised, ...flag } })).toBe(may)
})
