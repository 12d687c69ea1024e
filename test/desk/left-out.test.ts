import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flagLawChange } from '#desk/desk/flag-law-change.ts'
import { leaveOut } from '#desk/desk/leave-out.ts'
import { lawChangeOf } from '#desk/desk/queries/law-change-of.ts'
import { fixedClock } from '#lib/clock.ts'
import type { LawChange } from '#payload-types'
import { readEvents } from '#store/desk/events.ts'
import { readFlags } from '#store/desk/flags.ts'
import { layGround, type Ground } from '../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { amendedAct, offencesOn } from '../support/desk/amended.ts'
import { Office } from '../support/desk/at-the-desk.ts'
import { person, type Person } from '../support/desk/staff.ts'

const clock = fixedClock('2026-11-21T10:00:00Z')
const WHY = 'They cite the offence, not its penalty.'

describe.skipIf(missing)(`entries left out of a law change on ${databaseName}`, () => {
  let database: TestDatabase
  let office: Office
  let editor: Person
  let reviewer: Person
  let ground: Ground
  beforeAll(async () => {
    database = await openDatabase()
    office = new Office(database.payload, clock)
    editor = await person(database.payload, 'Edith', ['editor'])
    reviewer = await person(database.payload, 'Rey', ['reviewer'])
    ground = await layGround(database.payload)
  })
  afterAll(() => database?.close())

  /** Offences on an Act of their own, and its amendment. */
  async function amended(
    name: string,
    titles: string[],
    provisions?: string,
  ): Promise<{ law: LawChange; keys: string[] }> {
    const change = { name: `${name} Act`, ...(provisions === undefined ? {} : { provisions }) }
    const { act, law } = await amendedAct(database.payload, editor, ground, change)
    const on = { ...ground, act }
    const all = titles.map((title) => `${name} ${title}`)
    const docs = await offencesOn(database.payload, editor, on, all)
    return { law, keys: docs.map(({ key }) => key) }
  }
  const leave = (user: Person, { id }: LawChange, entries: string[], reason = WHY) =>
    office.as(user, (mine) => leaveOut(mine, id, { entries, reason }))
  const desk = (law: LawChange) =>
    office.as(reviewer, async (mine) => {
      const found = await lawChangeOf(mine, law.id)
      if (!found) throw new Error('The law change is gone.')
      return found
    })
  const stored = async ({ id }: LawChange) =>
    (await database.payload.findByID({ collection: 'law-changes', id, overrideAccess: true })).state

  it('are several at once, each with the reason in its record, and are not flagged', async () => {
    const { law, keys } = await amended('Several', ['One', 'Two', 'Three'])
    const [one = '', two = '', three = ''] = keys
    await leave(editor, law, [one, two])
    for (const key of [one, two]) {
      expect((await readEvents({ payload: database.payload }, key)).at(-1)).toMatchObject({
        action: 'flag',
        actor: { name: 'Edith' },
        details: { lawChange: String(law.id), leftOut: WHY },
      })
    }
    const found = await desk(law)
    expect(found).toMatchObject({ state: 'recorded', unflagged: 1, open: 0, totals: { entries: 1 } })
    expect(found.entries.find(({ entry }) => entry === one)?.flag).toMatchObject({
      how: 'left-out',
      note: WHY,
      closedBy: 'Edith',
    })
    expect(await stored(law)).toBe('recorded')
    expect(await office.as(editor, (mine) => flagLawChange(mine, law.id))).toEqual([three])
    expect(await desk(law)).toMatchObject({ state: 'under-way', unflagged: 0, open: 1, settled: 2 })
  })

  it('settle the law change if nothing else rests on what it changes, and a save does not change that', async () => {
    const { law, keys } = await amended('All', ['One', 'Two'])
    await leave(editor, law, keys)
    expect(await stored(law)).toBe('settled')
    await database.payload.update({
      collection: 'law-changes',
      id: law.id,
      data: { note: 'Nobody is concerned.' },
      overrideAccess: false,
      user: editor,
    })
    expect(await stored(law)).toBe('settled')
  })

  it('are flagged after all if somebody chooses them', async () => {
    const { law, keys } = await amended('Back', ['One'])
    await leave(editor, law, keys)
    await expect(office.as(editor, (mine) => flagLawChange(mine, law.id))).rejects.toThrow(/flagged already/)
    const later = new Office(database.payload, fixedClock('2026-11-21T10:01:00Z'))
    expect(await later.as(editor, (mine) => flagLawChange(mine, law.id, keys))).toEqual(keys)
    expect(await desk(law)).toMatchObject({ state: 'under-way', open: 1, settled: 0 })
  })

  it('once they are flagged, are left out by a reviewer alone, and none where one is refused', async () => {
    const { law, keys } = await amended('Flagged', ['One', 'Two'])
    const [one = '', two = ''] = keys
    await office.as(editor, (mine) => flagLawChange(mine, law.id, [one]))
    await expect(leave(editor, law, [two, one])).rejects.toThrow(/A reviewer leaves out what is flagged/)
    expect(await readFlags({ payload: database.payload }, { entry: two })).toEqual([])
    await leave(reviewer, law, [one, two])
    expect((await desk(law)).entries.map(({ flag }) => [flag?.how, flag?.closedBy])).toEqual([
      ['left-out', 'Rey'],
      ['left-out', 'Rey'],
    ])
    await expect(leave(reviewer, law, [one])).rejects.toThrow(/left out already/)
  })

  it('are found by the provisions that change, and what cites others needs no leaving out', async () => {
    const { law, keys } = await amended('Parts', ['One', 'Two'], 's. 3')
    const [one = '', two = ''] = keys
    expect(await desk(law)).toMatchObject({ provisions: 's. 3', unflagged: 2, toCheck: 0 })
    await leave(editor, law, [one])
    expect(await desk(law)).toMatchObject({ unflagged: 1, settled: 1 })
    // A flag after that names only what is left.
    expect(await office.as(editor, (mine) => flagLawChange(mine, law.id))).toEqual([two])

    const other = await amended('Others', ['One'], 's. 40')
    expect(await desk(other.law)).toMatchObject({ unflagged: 0, toCheck: 0 })
    await expect(office.as(editor, (mine) => flagLawChange(mine, other.law.id))).rejects.toThrow()
    // Somebody may say so all the same, and then it stands in the record of the entry.
    await leave(editor, other.law, other.keys)
    expect(await stored(other.law)).toBe('settled')
    expect((await readEvents({ payload: database.payload }, other.keys[0] ?? '')).at(-1)).toMatchObject({
      action: 'flag',
      details: { lawChange: String(other.law.id), leftOut: WHY },
    })
  })

  it('need a reason, and an entry that rests on the instrument', async () => {
    const { law, keys } = await amended('Reasons', ['One'])
    await expect(leave(editor, law, keys, '  ')).rejects.toThrow(/Say why/)
    await expect(leave(editor, law, ['testland/offence/elsewhere'])).rejects.toThrow(/does not rest on/)
    expect(await desk(law)).toMatchObject({ unflagged: 1, settled: 0 })
  })
})
