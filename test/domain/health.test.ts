import { describe, expect, it } from 'vitest'
import { alarmChanges, ALARM_RULES, type Alarm, type Health } from '#domain/health.ts'

const AT = '2026-11-29T12:00:00.000Z'

/** An installation in which nothing is wrong. */
const well: Health = {
  at: AT,
  readers: {
    release: '000007-3fa91c22d0ab',
    publishedAt: '2026-11-29T00:02:10.000Z',
    damaged: 0,
    problems: 0,
    heldSince: null,
    waitingSince: null,
    lateTargets: 0,
  },
  mail: { counts: { pending: 0 }, dueSince: null, paused: false },
  undone: [],
  backup: { at: '2026-11-29T02:30:00.000Z', problem: null },
  watch: { on: true, brokenSources: 0 },
  clockAhead: 0.2,
  clocks: [{ machine: 'a', ahead: 0.2 }],
  disk: { free: 50e9, size: 100e9 },
}
const before = (minutes: number): string => new Date(Date.parse(AT) - minutes * 60_000).toISOString()

type Wrong = Partial<{ [K in keyof Health]: Partial<Health[K]> }>
const but = (wrong: Wrong): Health =>
  ({
    ...well,
    ...wrong,
    readers: { ...well.readers, ...wrong.readers },
    mail: { ...well.mail, ...wrong.mail },
    disk: { ...well.disk, ...wrong.disk },
  }) as Health

const namesOf = (health: Health): string[] =>
  ALARM_RULES.filter((rule) => rule.words(health) !== null).map(({ name }) => name)

describe('what is wrong', () => {
  it('is nothing where all is well', () => {
    expect(namesOf(well)).toEqual([])
  })

  it.each<[string, Wrong, string[]]>([
    [
      'a publication that waits for 10 minutes',
      { readers: { waitingSince: before(10) } },
      ['publishing-waits'],
    ],
    ['one that waits for 9', { readers: { waitingSince: before(9) } }, []],
    [
      'one that waits because publishing is held',
      { readers: { waitingSince: before(90), heldSince: before(95) } },
      [],
    ],
    ['a damaged file', { readers: { damaged: 1 } }, ['release-damaged']],
    ['mail that waits for an hour', { mail: { dueSince: before(60) } }, ['mail-waits']],
    ['mail that waits for less', { mail: { dueSince: before(59) } }, []],
    ['mail that waits while digests are paused', { mail: { dueSince: before(600), paused: true } }, []],
    ['scheduled work that is not done', { undone: ['publish'] }, ['schedule-late']],
    ['a small disk that is nearly full', { disk: { free: 0.4e9, size: 10e9 } }, ['disk-full']],
    ['a large disk with 3 GB left', { disk: { free: 3e9, size: 4000e9 } }, []],
    ['a large disk with 1 GB left', { disk: { free: 1e9, size: 4000e9 } }, ['disk-full']],
    ['a backup of the night before last', { backup: { at: before(27 * 60), problem: null } }, ['backup-old']],
    ['one of last night', { backup: { at: before(25 * 60), problem: 'It is full.' } }, []],
    ['none at all', { backup: { at: null, problem: null } }, ['backup-old']],
    ['none, where none is wanted', { backup: null }, []],
    [
      'a clock that is 5 minutes ahead',
      {
        clocks: [
          { machine: 'a', ahead: 0 },
          { machine: 'b', ahead: 300 },
        ],
      },
      ['clock-off'],
    ],
    ['a clock that is 5 minutes behind', { clocks: [{ machine: 'b', ahead: -300 }] }, ['clock-off']],
    ['a clock that cannot be compared', { clockAhead: null, clocks: [] }, []],
  ])('is seen: %s', (_what, wrong, names) => {
    expect(namesOf(but(wrong))).toEqual(names)
  })

  it('is said with what to do', () => {
    const wrong = but({ readers: { waitingSince: before(25) }, mail: { dueSince: before(300) } })
    expect(ALARM_RULES.flatMap((rule) => rule.words(wrong) ?? [])).toEqual([
      'What was approved has not reached readers for 25 minutes. The desk says what failed; if it says nothing, no worker runs.',
      'Mail has been waiting for 5 hours. “Mail to subscribers” in the admin shows what the mail server answers; if it says nothing, no worker runs.',
    ])
  })
})

describe('an alarm', () => {
  const full = (minutes: number): Health => ({ ...but({ disk: { free: 1e8 } }), at: before(-minutes) })

  it('is told once it has lasted, once', () => {
    const first = alarmChanges(full(0), [])
    expect(first).toMatchObject({ put: [{ name: 'disk-full', since: AT, toldAt: null }], told: [], over: [] })
    const known = first.put
    expect(alarmChanges(full(4), known)).toEqual({ put: [], told: [], over: [] })
    const { told } = alarmChanges(full(5), known)
    expect(told).toMatchObject([{ name: 'disk-full', since: AT, toldAt: before(-5) }])
    expect(alarmChanges(full(600), told)).toEqual({ put: [], told: [], over: [] })
  })

  it('is over when nothing is wrong any more, and begins anew after that', () => {
    const known: Alarm[] = [{ name: 'disk-full', since: before(60), toldAt: before(55), words: 'Full.' }]
    expect(alarmChanges(well, known)).toEqual({ put: [], told: [], over: known })
    expect(alarmChanges(full(0), []).put).toMatchObject([{ since: AT }])
  })

  it('of a rule that is no more is over', () => {
    const known: Alarm[] = [{ name: 'of an older version', since: AT, toldAt: AT, words: 'Something.' }]
    expect(alarmChanges(well, known).over).toEqual(known)
  })
})
