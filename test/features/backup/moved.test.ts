import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assign } from '#desk/desk/assign.ts'
import { flagLawChange } from '#desk/desk/flag-law-change.ts'
import { part } from '#desk/desk/part.ts'
import { nextOf } from '#desk/desk/queries/board/next-of.ts'
import { calendarOf } from '#desk/desk/queries/calendar-of.ts'
import { tasksFor } from '#desk/desk/queries/find/tasks-for.ts'
import { lawChangeOf } from '#desk/desk/queries/law-change-of.ts'
import { workflowStatusOf } from '#desk/desk/queries/workflow-status-of.ts'
import { requestChanges } from '#desk/desk/request-changes.ts'
import type { BoardList } from '#domain/desk/board.ts'
import { addDays } from '#domain/dates.ts'
import { isSameId } from '#domain/portable-ids.ts'
import { readChainEnds } from '#store/desk/chains.ts'
import { readFlags } from '#store/desk/flags.ts'
import { readInconsistentHeads } from '#store/desk/heads.ts'
import { openAt } from '#store/transfer/open-at.ts'
import { copyDatabase } from '#worker/backup/copy.ts'
import { recordProblemsOf } from '#worker/backup/proofs.ts'
import { here } from '../../support/backup/laid.ts'
import { clock, MovedSite as Site, TODAY, type Name } from '../../support/backup/moved-site.ts'
import { emptyPlace, KINDS } from '../../support/backup/places.ts'
import { createOffence, layGround, type Ground } from '../../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { amendedAct, offencesOn } from '../../support/desk/amended.ts'
import { person, type Person } from '../../support/desk/staff.ts'

/** Entries by what was done to them before the move. */
interface Laid {
  joint: string[]
  apart: string[]
  alone: string
  task: string
  draft: string
  sentBack: string
  mine: string
  shared: string
}

describe.skipIf(missing)(`what is under way when a database is moved from ${databaseName}`, () => {
  let database: TestDatabase
  let laid: Laid
  let ground: Ground

  /** Live offences on an Act that changes, flagged, and edited for it. */
  async function flagged(site: Site, name: string, titles: string[]): Promise<[law: string, keys: string[]]> {
    const { Edith, Rey } = site.people
    const amended = { name: `${name} Act`, effectiveOn: '2026-11-20', provisions: 's. 3' }
    const { act, law } = await amendedAct(site.payload, Edith, ground, amended)
    const docs = await offencesOn(
      site.payload,
      Edith,
      { ...ground, act },
      titles.map((title) => `${name} ${title}`),
    )
    for (const doc of docs) await site.live(Edith, Rey, site.about(doc))
    await site.as(Edith, (mine) => flagLawChange(mine, law.id))
    const keys = docs.map(({ key }) => key)
    for (const key of keys) await site.edit('Edith', key, { penalty: 'Up to 9 years in prison.' })
    return [String(law.id), keys]
  }

  beforeAll(async () => {
    database = await openDatabase()
    const { payload } = database
    const site = new Site(payload, {
      Edith: await person(payload, 'Edith', ['editor']),
      Ann: await person(payload, 'Ann', ['editor', 'reviewer']),
      Rey: await person(payload, 'Rey', ['reviewer']),
    })
    const { Edith, Ann, Rey } = site.people
    ground = await layGround(payload)
    const begin = async (title: string, by: Person = Edith) => {
      const { id, key } = await createOffence(payload, by, ground, title)
      return { kind: 'offence', id, key: key ?? '' } as const
    }
    const [jointLaw, joint] = await flagged(site, 'Joint', ['One', 'Two'])
    await site.together(jointLaw, joint)
    await site.approveKey('Rey', joint[0] ?? '')
    const [apartLaw, apart] = await flagged(site, 'Apart', ['One', 'Two'])
    await site.together(apartLaw, apart)
    const [, [alone = '']] = await flagged(site, 'Alone', ['One'])
    await site.submit(Edith, await site.doc(alone))

    const task = await begin('Task')
    await site.submit(Edith, task)
    await site.as(Edith, (mine) => assign(mine, { ...task, to: `user:${Ann.id}`, due: addDays(TODAY, 5) }))
    const draft = await begin('Draft')
    const back = await begin('Back')
    const hash = await site.submit(Edith, back)
    await site.as(Rey, (mine) =>
      requestChanges(mine, { ...back, hash, notes: [{ claim: null, text: 'Not so.' }] }),
    )
    const mine = await begin('Mine', Ann)
    await site.submit(Edith, mine)
    // Ann changes what an entry prints that nobody has submitted yet.
    const { act } = await amendedAct(payload, Edith, ground, { name: 'Shared Act' })
    await payload.update({
      collection: 'instruments',
      id: act.id,
      data: { title: 'Another Shared Act' },
      overrideAccess: false,
      user: Ann,
    })
    const [shared] = await offencesOn(payload, Edith, { ...ground, act }, ['Shared'])
    laid = {
      joint,
      apart,
      alone,
      task: task.key,
      draft: draft.key,
      sentBack: back.key,
      mine: mine.key,
      shared: shared?.key ?? '',
    }
  })
  afterAll(() => database?.close())

  async function tasksAreTheirs(site: Site): Promise<void> {
    const { payload, people } = site
    expect(await readInconsistentHeads({ payload })).toEqual([])
    const keys = async (name: Name, list: BoardList) =>
      (await site.list(name, list)).map(({ entry }) => entry)
    expect(await keys('Ann', 'assigned')).toEqual([laid.task])
    expect(await keys('Rey', 'unassigned')).toEqual([])
    expect(await keys('Edith', 'changes')).toEqual([laid.sentBack])
    expect(await keys('Edith', 'drafts')).toContain(laid.draft)
    expect(await keys('Ann', 'drafts')).toEqual([])
    const reviews = await site.list('Rey', 'reviews')
    const due = expect.stringMatching(/^assigned to Ann, due on 26 November 2026$/) as string
    expect(reviews.find(({ entry }) => entry === laid.task)?.task).toEqual(due)
    const asked = { person: `user:${people.Ann.id}`, clock, timeZone: 'UTC' }
    const { items } = await calendarOf({ payload }, asked)
    expect(items.filter(({ kind }) => kind === 'task')).toHaveLength(1)
    const [own] = await site.as(people.Ann, (mine) => tasksFor(mine, 'my tasks'))
    expect(own?.tasks.map(({ words }) => words)).toEqual([expect.stringMatching(/^Assigned: .*due on/)])
    // Hers before all others, and after all others for somebody else.
    const next = (name: Name) => site.as(people[name], async (mine) => (await nextOf(mine, null))?.entry)
    expect(await next('Ann')).toBe(laid.task)
    expect(await next('Rey')).not.toBe(laid.task)
  }

  async function nobodyApprovesTheirOwn(site: Site): Promise<void> {
    await expect(site.approveKey('Ann', laid.mine)).rejects.toThrow(
      /You saved part of what is in this edition/,
    )
    if ((await site.head(laid.shared)).open === null)
      await site.submit(site.people.Edith, await site.doc(laid.shared))
    await expect(site.approveKey('Ann', laid.shared)).rejects.toThrow(/You changed “Another Shared Act/)
    const status = await site.as(site.people.Rey, async (mine) =>
      workflowStatusOf(mine, await site.doc(laid.shared)),
    )
    expect(status.open?.shared.map(({ name }) => name)).toContainEqual(
      expect.stringMatching(/^Another Shared Act/),
    )
  }

  async function lawChangesGoOn(site: Site): Promise<void> {
    const { payload, people } = site
    const [joint, apart] = [await site.law('Joint Act'), await site.law('Apart Act')]
    const members = async (law: string) =>
      (await site.as(people.Rey, (mine) => lawChangeOf(mine, law)))?.together?.members.map(
        ({ entry }) => entry,
      )
    expect((await members(joint))?.sort()).toEqual([...laid.joint].sort())
    expect(await site.publisher()).toBe(0)
    await site.approveKey('Rey', laid.joint[1] ?? '')
    expect(await site.publisher()).toBe(2)
    expect(await members(joint)).toBeUndefined()

    const [first = '', second = ''] = laid.apart
    await site.as(people.Rey, (mine) => part(mine, apart, { entry: second, reason: 'It needs longer.' }))
    expect(await members(apart)).toEqual([first])
    await site.edit('Edith', second, { penalty: 'Up to 8 years in prison.' })
    await site.together(apart, [second])
    expect((await members(apart))?.sort()).toEqual([...laid.apart].sort())
    // Submitted by itself, it stays with the others.
    await site.edit('Edith', second, { penalty: 'Up to 7 years in prison.' })
    await site.submit(people.Edith, await site.doc(second), { effectiveOn: '2026-11-20' })
    expect((await site.head(second)).open?.together).toBe(apart)

    await site.approveKey('Rey', laid.alone)
    expect(await site.publisher()).toBe(1)
    for (const entry of [...laid.joint, laid.alone])
      expect(await readFlags({ payload }, { entry, kind: 'law-change', open: true }), entry).toEqual([])
  }

  /** What is edited now in a record that an edition of before the move prints. */
  async function recordsGoOn(site: Site): Promise<void> {
    const { payload, people } = site
    const retitle = async (from: string, title: string): Promise<string> => {
      const where = { title: { equals: from } }
      const { docs } = await payload.find({ collection: 'instruments', where, overrideAccess: true })
      const id = String(docs[0]?.id)
      const by = { overrideAccess: false, user: people.Edith }
      await payload.update({ collection: 'instruments', id, data: { title }, ...by })
      return `instruments/${id}`
    }
    const edited = await retitle('Another Shared Act', 'A Third Shared Act')
    const chains = [...(await readChainEnds({ payload }))].filter(([name]) => isSameId(name, edited))
    expect(chains.map(([, { n }]) => n)).toEqual([3])

    const about = await retitle('Harassment Act of Testland', 'Stalking Act of Testland')
    const open = async () =>
      (await readFlags({ payload }, { entry: laid.mine, kind: 'shared-record', open: true })).map(
        (flag) => flag.about,
      )
    await site.approveKey('Rey', laid.mine)
    expect(await site.publisher()).toBe(1)
    expect(await open()).toEqual([about])
    await site.edit('Edith', laid.mine, { penalty: 'Up to 6 years in prison.' })
    await site.submit(people.Edith, await site.doc(laid.mine))
    await site.approveKey('Rey', laid.mine)
    expect(await site.publisher()).toBe(1)
    expect(await open()).toEqual([])
  }

  it.each(KINDS)('goes on in %s, and after a move back', async (kind) => {
    const { default: config } = await import('#config')
    const places = [emptyPlace(kind), emptyPlace(databaseName)] as const
    const opened: Payload[] = []
    const open = async (at: (typeof places)[number]): Promise<Payload> => {
      const payload = await openAt(config, at.database)
      opened.push(payload)
      return payload
    }
    const moved = async (from: Payload, at: (typeof places)[number]): Promise<Site> => {
      const copied = await copyDatabase({
        from: here({ payload: from }),
        open: () => openAt(config, at.database),
      })
      expect(copied.problems).toEqual([])
      return Site.of(await open(at))
    }
    try {
      const there = await moved(database.payload, places[0])
      await tasksAreTheirs(there)
      await nobodyApprovesTheirOwn(there)

      const back = await moved(there.payload, places[1])
      await tasksAreTheirs(back)
      await nobodyApprovesTheirOwn(back)

      for (const site of [there, back]) {
        await lawChangesGoOn(site)
        await recordsGoOn(site)
        expect(await site.toldOfRoles('Ann')).toContain(`unassigned ${laid.task}`)
        expect(await recordProblemsOf(site.payload, database.dataDir)).toEqual([])
        expect(await readInconsistentHeads({ payload: site.payload })).toEqual([])
      }
    } finally {
      for (const payload of opened) await payload.destroy()
      for (const place of places) await place.remove()
    }
  })
})
