import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCorpus } from '#cli/corpus-files.ts'
import { flagLawChange } from '#desk/desk/flag-law-change.ts'
import { calendarOf } from '#desk/desk/queries/calendar-of.ts'
import { safetyFix } from '#desk/desk/safety-fix.ts'
import { submitTogether } from '#desk/desk/submit-together.ts'
import type { CalendarItem, CalendarItems, CalendarKind } from '#domain/desk/calendar.ts'
import { legalDate } from '#domain/dates.ts'
import { fixedClock } from '#lib/clock.ts'
import type { LawChange, Offence } from '#payload-types'
import { readHead } from '#store/desk/heads.ts'
import { createOffence, layGround, type Ground } from '../support/content/content.ts'
import { SAMPLE } from '../support/content/sample.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { Office } from '../support/desk/at-the-desk.ts'
import { person, type Person } from '../support/desk/staff.ts'
import { liveSite } from '../support/desk/structure.ts'

const START = '2026-11-21T10:00:00Z'

describe.skipIf(missing)(`the days of the calendar on ${databaseName}`, () => {
  let database: TestDatabase
  let office: Office
  let editor: Person
  let reviewer: Person
  let ground: Ground
  const clock = fixedClock(START)

  beforeAll(async () => {
    database = await openDatabase()
    office = new Office(database.payload, clock)
    editor = await person(database.payload, 'Edith', ['editor'])
    reviewer = await person(database.payload, 'Rey', ['reviewer'])
    ground = await layGround(database.payload)
    await liveSite(database.payload, (await readCorpus(SAMPLE, new Date())).site)
  })
  afterAll(() => database?.close())

  const seen = (most?: number): Promise<CalendarItems> =>
    calendarOf(
      { payload: database.payload },
      { person: `user:${editor.id}`, clock, timeZone: 'UTC', ...(most ? { most } : {}) },
    )
  const of = async (kind: CalendarKind): Promise<CalendarItem[]> =>
    (await seen()).items.filter((item) => item.kind === kind)
  const days = async (kind: CalendarKind): Promise<string[]> =>
    (await of(kind)).map(({ on, title, notes }) => [on, title, ...notes].join(', '))
  const offence = (title: string): Promise<Offence> => createOffence(database.payload, editor, ground, title)
  const approve = async ({ id, key }: Offence): Promise<void> => {
    const head = await readHead({ payload: database.payload }, key ?? '')
    await office.approve(reviewer, office.about({ id }), head?.open?.hash ?? '')
  }

  it('name what goes live on a day, also where its day is over and it still waits', async () => {
    const doc = await offence('Later')
    await office.submit(editor, office.about(doc), { goesLiveOn: legalDate('2026-11-25') })
    expect(await of('live')).toEqual([])
    await approve(doc)
    expect(await of('live')).toEqual([
      {
        id: 'live/testland/offence/later',
        on: '2026-11-25',
        kind: 'live',
        of: 'Offence',
        place: 'Testland',
        title: 'Later',
        isPublic: false,
        notes: ['readers do not have its guide'],
        path: `/collections/offences/${doc.id}`,
      },
    ])
    clock.set('2026-11-27T10:00:00Z')
    expect((await of('live')).map(({ id, on }) => [id, on])).toEqual([
      ['live/testland/offence/later', '2026-11-25'],
    ])
    await office.publisher()
    expect(await of('live')).toEqual([])
    clock.set(START)
  })

  it('name the day by which a second person looks at what one decided alone', async () => {
    const doc = await offence('Urgent')
    await office.as(reviewer, (mine) =>
      safetyFix(mine, {
        ...office.about(doc),
        hash: null,
        from: 1,
        submission: { changeNote: null, changeKind: 'change', effectiveOn: null, corrects: null },
        checkedOn: legalDate('2026-11-20'),
        reason: 'The number is wrong.',
      }),
    )
    expect(await of('second-review')).toMatchObject([
      { id: 'second-review/testland/offence/urgent', on: '2026-11-22', of: 'Offence', isPublic: false },
    ])
    await office.publisher()
  })

  describe('of a law change', () => {
    let law: LawChange
    let docs: Offence[]
    beforeAll(async () => {
      docs = [await offence('One'), await offence('Two')]
      for (const doc of docs) await office.live(editor, reviewer, office.about(doc))
      law = await database.payload.create({
        collection: 'law-changes',
        data: {
          title: 'The Act is amended',
          instrument: ground.act.id,
          what: 'amendment',
          effectiveOn: '2026-12-01',
          provisions: 's. 3',
        },
        overrideAccess: false,
        user: editor,
      })
      await office.as(editor, (mine) => flagLawChange(mine, law.id))
      for (const { id } of docs)
        await database.payload.update({
          collection: 'offences',
          id,
          data: { revision: 1, penalty: 'Up to 9 years in prison.' },
          overrideAccess: false,
          user: editor,
        })
      await office.as(editor, (mine) =>
        submitTogether(mine, law.id, {
          entries: docs.map(({ key }) => ({ entry: key ?? '', revision: 2 })),
          changeNote: 'The maximum rose.',
          checkedOn: legalDate('2026-11-21'),
        }),
      )
    })

    it('name the day on which it takes force, and nothing of it for a feed', async () => {
      expect(await of('law')).toEqual([
        {
          id: `law/${law.id}`,
          on: '2026-12-01',
          kind: 'law',
          of: 'Law change',
          place: null,
          title: 'The Act is amended',
          isPublic: false,
          notes: [],
          path: `/collections/law-changes/${law.id}`,
        },
      ])
    })

    it('name what is approved and waits for the others, also once the day is over', async () => {
      const [one, two] = docs
      if (!one || !two) throw new Error('There are not two.')
      await approve(one)
      const closed = 'readers do not have its guide'
      const waiting = [`2026-12-01, One, ${closed}, waits for the others of its law change`]
      expect(await days('live')).toEqual(waiting)
      clock.set('2026-12-05T10:00:00Z')
      expect(await office.publisher()).toBe(0)
      expect(await days('live')).toEqual(waiting)
      await approve(two)
      expect(await days('live')).toEqual([`2026-12-01, One, ${closed}`, `2026-12-01, Two, ${closed}`])
      expect(await office.publisher()).toBe(2)
      expect(await days('live')).toEqual([])
      clock.set(START)
    })
  })

  it('say where there is more than they name, and name what is earliest', async () => {
    const all = await seen()
    expect(all.cut).toEqual([])
    const due = all.items.filter(({ kind }) => kind === 'verify')
    expect(due.length).toBeGreaterThan(2)
    const { items, cut } = await seen(2)
    expect(cut).toEqual(['verify'])
    expect(items.filter(({ kind }) => kind === 'verify').map(({ on }) => on)).toEqual(
      due.slice(0, 2).map(({ on }) => on),
    )
    expect((await seen(due.length)).cut).toEqual([])
  })
})
