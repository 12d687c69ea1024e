import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Source } from '#payload-types'
import { checkNow } from '#desk/watch/check-now.ts'
import { dismissFlags } from '#desk/watch/dismiss-flags.ts'
import { moveSource } from '#desk/watch/move-source.ts'
import { sourceDeskOf } from '#desk/watch/queries/source-desk-of.ts'
import { troubleOf } from '#desk/watch/queries/trouble-of.ts'
import { watchBoardOf } from '#desk/watch/queries/watch-board-of.ts'
import { verify } from '#desk/desk/verify.ts'
import { workflowStatusOf } from '#desk/desk/queries/workflow-status-of.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { readFlags } from '#store/desk/flags.ts'
import { readOpenLawChanges } from '#store/desk/open-law-changes.ts'
import { readWork } from '#store/work.ts'
import { legalDate } from '#domain/dates.ts'
import { checkDates, readDue } from '#worker/watch/freshness.ts'
import { checkLinkRun } from '#worker/watch/links.ts'
import { checkQuoteRun } from '#worker/watch/quotes.ts'
import { composeWatchMail, writeWeekly } from '#worker/watch/weekly-mail.ts'
import { runSlot } from '#worker/jobs/run.ts'
import type { Context } from '#worker/context.ts'
import { missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { runJob, slotJob } from '../../support/jobs.ts'
import { refusal, testDesk, type TestDesk } from '../../support/desk/desk.ts'
import { layGround, offenceData, type Ground } from '../../support/content/content.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import { watchedSites, type WatchedSites } from '../../support/watch/watched-site.ts'
import { savePlace } from '../../support/desk/structure.ts'

const LAW =
  'A person who stalks another commits an offence.\nA person guilty of an offence under section 3 is liable on conviction to imprisonment for a term not exceeding 5 years.\nThis section extends to the whole country and came into force in the year 2001.'
const QUOTE = 'liable on conviction to imprisonment for a term not exceeding 5 years'

describe.skipIf(missing)('the watch', () => {
  let database: TestDatabase
  let desk: TestDesk
  let sites: WatchedSites
  let context: Context
  let ground: Ground
  let people: { edith: Person; rhea: Person; adam: Person }
  let law: Source
  const log = createLog('silent')

  const source = (title: string, page: string): Promise<Source> =>
    database.payload.create({
      collection: 'sources',
      data: { title, url: sites.url(page), precision: 'page' },
      overrideAccess: true,
    })
  const night = async (day: string): Promise<void> => {
    desk.clock.set(`${day}T01:30:00Z`)
    await checkLinkRun(context, { slot: day })
  }
  const open = async (...kinds: string[]) =>
    (await readFlags({ payload: database.payload }, { open: true }))
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ kind, about, detail }) => ({ kind, about, detail }))
  const live = async (title: string) => {
    const offence = await database.payload.create({
      collection: 'offences',
      data: {
        ...offenceData({ ...ground, source: law }, title),
        citations: [
          {
            source: law.id,
            supports: ['penalty', 'covers', 'section', 'elements'],
            pinpoint: 's. 3',
            quote: QUOTE,
          },
        ],
      },
      overrideAccess: false,
      user: people.edith,
    })
    await desk.live(people.edith, people.rhea, { kind: 'offence', id: offence.id }, 1)
    return offence
  }

  beforeAll(async () => {
    database = await openDatabase()
    const { payload } = database
    sites = await watchedSites()
    desk = testDesk(payload, '2026-03-01T10:00:00Z')
    context = {
      payload,
      clock: desk.clock,
      env: { ...env(), siteTimeZone: 'UTC' },
      outbound: sites.outbound(),
    }
    people = {
      edith: await person(payload, 'Edith', ['editor']),
      rhea: await person(payload, 'Rhea', ['reviewer']),
      adam: await person(payload, 'Adam', ['administrator']),
    }
    ground = await layGround(payload)
    await savePlace(payload, ground.place.id, { responsible: [people.edith.id] })
    await payload.delete({ collection: 'sources', id: ground.source.id, overrideAccess: true })
    sites.pages.set('law.test/3', { text: LAW })
    law = await source('Harassment Act, section 3', 'law.test/3')
  })
  afterAll(async () => {
    await context.outbound?.close()
    await sites.close()
    await database.close()
  })

  it('calls a page broken after three failures spread over three days, and takes it back when it answers', async () => {
    sites.pages.set('old.test/a', { text: LAW })
    sites.pages.set('old.test/b', { text: 'Another page, which has words of its own.' })
    const page = await source('An old page', 'old.test/a')
    await source('Its neighbour', 'old.test/b')
    await night('2026-03-01')
    sites.pages.set('old.test/a', { status: 404 })
    for (const day of ['2026-03-02', '2026-03-03', '2026-03-04']) {
      await night(day)
      expect(await open('link-broken'), day).toEqual([])
    }
    await night('2026-03-05')
    expect(await open('link-broken', 'host-down')).toEqual([
      {
        kind: 'link-broken',
        about: `sources/${page.id}`,
        detail:
          '“An old page” cannot be opened since 2 March 2026. The site says that there is no such page.',
      },
    ])
    sites.pages.set('old.test/a', { text: LAW })
    await night('2026-03-06')
    expect(await open('link-broken')).toEqual([])
    const [flag] = await readFlags({ payload: database.payload }, { kind: 'link-broken' })
    expect(flag).toMatchObject({ how: 'works', closedBy: 'The watch' })
    const state = await desk.as(people.edith, (mine) => sourceDeskOf(mine, page.id, { scheduled: true }))
    expect(state?.history.map(({ verdict }) => verdict)).toEqual([
      'fine',
      'missing',
      'missing',
      'missing',
      'missing',
      'fine',
    ])
  })

  it('counts again from nothing where failures alternate with answers', async () => {
    sites.pages.set('moody.test/a', { text: LAW })
    sites.pages.set('moody.test/b', { text: 'Another page, which has words of its own.' })
    await source('A moody page', 'moody.test/a')
    await source('A steady page', 'moody.test/b')
    for (let day = 10; day < 15; day += 1) {
      sites.pages.set('moody.test/a', day === 12 ? { text: LAW } : { status: 404 })
      await night(`2026-03-${day}`)
    }
    expect(await open('link-broken')).toEqual([])
    sites.pages.set('moody.test/a', { text: LAW })
  })

  it('raises one flag for a site that is down, not one for each source, and asks each page once a night', async () => {
    const names = ['a', 'b', 'c', 'd'].map((name) => `down.test/${name}`)
    for (const name of names) {
      sites.pages.set(name, { text: LAW })
      await source(`Page ${name}`, name)
    }
    await night('2026-03-20')
    for (const name of names) sites.pages.set(name, { status: 503 })
    for (const day of ['2026-03-21', '2026-03-22', '2026-03-23', '2026-03-24']) await night(day)
    expect(await open('link-broken', 'host-down')).toEqual([
      {
        kind: 'host-down',
        about: 'hosts/down.test',
        detail: 'down.test does not answer since 21 March 2026: 4 of its 4 sources.',
      },
    ])
    const before = sites.asked.length
    await night('2026-03-24')
    expect(sites.asked.slice(before), 'the slot is done').toEqual([])
    for (const name of names) sites.pages.set(name, { text: LAW })
    await night('2026-03-25')
    expect(await open('link-broken', 'host-down')).toEqual([])
  })

  it('offers the address to which a page has moved for good, and takes it over with one click', async () => {
    sites.pages.set('moving.test/old', { movedTo: sites.url('moving.test/new') })
    sites.pages.set('moving.test/new', { text: LAW })
    const page = await source('A moving page', 'moving.test/old')
    await night('2026-03-26')
    expect(await open('link-moved')).toEqual([])
    await night('2026-03-27')
    expect(await open('link-moved')).toMatchObject([{ about: `sources/${page.id}` }])
    const to = sites.url('moving.test/new')
    const wrong = desk.as(people.edith, (mine) =>
      moveSource(mine, page.id, sites.url('moving.test/elsewhere')),
    )
    expect(await refusal(wrong)).toMatchObject({ because: 'stale' })
    expect(await refusal(desk.as(people.adam, (mine) => moveSource(mine, page.id, to)))).toMatchObject({
      because: 'role',
    })
    await desk.as(people.edith, (mine) => moveSource(mine, page.id, to))
    const after = await database.payload.findByID({ collection: 'sources', id: page.id })
    expect(after.url).toBe(to)
    expect(await readFlags({ payload: database.payload }, { kind: 'link-moved' })).toMatchObject([
      { how: 'address', closedBy: 'Edith' },
    ])
  })

  it('checks at once what somebody asks for', async () => {
    desk.clock.set('2026-03-28T10:00:00Z')
    const key = await desk.as(people.edith, (mine) => checkNow(mine, [law.id]))
    const before = sites.asked.length
    await runJob('check-source', context, log)
    expect(await readWork({ payload: database.payload }, key)).toMatchObject({
      state: 'done',
      problem: null,
      result: { links: { fine: 1 }, quotes: {} },
    })
    expect(new Set(sites.asked.slice(before))).toEqual(new Set(['law.test/3']))
  })

  it('raises one flag for words that changed, which names all that rests on them, and ends with their next editions', async () => {
    const stalking = await live('Stalking')
    const other = await live('Aggravated stalking')
    desk.clock.set('2026-03-30T03:00:00Z')
    const calm = await checkQuoteRun(context, { slot: '2026-W14' })
    expect(calm).toMatchObject({ state: 'done', found: { stands: 1 } })
    expect(await open('wording-altered', 'wording-gone', 'wording-moved', 'value-missing')).toEqual([])

    sites.pages.set('law.test/3', { text: LAW.replace('5 years', '10 years') })
    desk.clock.set('2026-04-06T03:00:00Z')
    await checkQuoteRun(context, { slot: '2026-W15' })
    const board = await desk.as(people.edith, (mine) => watchBoardOf(mine, { kind: 'wording-altered' }))
    expect(board.flags).toHaveLength(1)
    const [flag] = board.flags
    expect(flag).toMatchObject({
      source: { title: 'Harassment Act, section 3' },
      words: {
        quote: { exact: QUOTE },
        stood: { on: '2026-03-30', excerpt: { exact: QUOTE } },
        now: { exact: QUOTE.replace('5 years', '10 years') },
      },
      can: { dismiss: { allowed: false } },
    })
    expect(flag?.resting.entries.map(({ entry }) => entry)).toEqual([
      'testland/offence/aggravated-stalking',
      'testland/offence/stalking',
    ])
    expect(flag?.resting.entries[0]?.claims.map(({ id }) => id)).toEqual([
      'covers',
      'elements',
      'penalty',
      'section',
    ])
    const troubles = await troubleOf({ payload: database.payload }, { kind: 'offence', id: stalking.id })
    expect(troubles.find(({ claim }) => claim === 'penalty')).toMatchObject({
      sources: 1,
      troubles: [{ what: 'Wording altered' }],
    })

    const settled = async () =>
      (await readFlags({ payload: database.payload }, { kind: 'wording-altered' })).map(({ how }) => how)
    for (const [offence, revision, ended] of [
      [stalking, 2, null],
      [other, 2, 'live'],
    ] as const) {
      await database.payload.update({
        collection: 'offences',
        id: offence.id,
        data: {
          revision: 1,
          penalty: 'Up to 10 years in prison.',
          citations: [
            {
              source: law.id,
              supports: ['penalty', 'covers', 'section', 'elements'],
              pinpoint: 's. 3',
              quote: QUOTE.replace('5 years', '10 years'),
            },
          ],
        },
        overrideAccess: false,
        user: people.edith,
      })
      await desk.live(people.edith, people.rhea, { kind: 'offence', id: offence.id }, revision, {
        changeNote: 'The maximum rose.',
        checkedOn: legalDate('2026-02-01'),
      })
      expect(await settled()).toEqual([ended])
    }
  })

  it('lets a person dismiss what can be dismissed, with a reason, and says it once', async () => {
    sites.pages.set('wall.test/a', { status: 403 })
    await source('A page behind a wall', 'wall.test/a')
    for (const day of ['2026-04-10', '2026-04-11', '2026-04-12', '2026-04-13']) await night(day)
    const [flag] = await readFlags({ payload: database.payload }, { kind: 'link-refused', open: true })
    const key = flag?.key ?? ''
    const silent = desk.as(people.edith, (mine) => dismissFlags(mine, [key], ' '))
    expect(await refusal(silent)).toMatchObject({ because: 'content' })
    await desk.as(people.edith, (mine) => dismissFlags(mine, [key], 'Opened by hand: it is there.'))
    await night('2026-04-14')
    expect(await readFlags({ payload: database.payload }, { kind: 'link-refused' })).toMatchObject([
      { how: 'dismissed', closedBy: 'Edith', note: 'Opened by hand: it is there.' },
    ])
  })

  it('flags what must be verified, sooner where the law changes, and ends with a verification of each source', async () => {
    // Checked on 1 February 2026, every 180 days: 31 July 2026.
    desk.clock.set('2026-06-01T00:10:00Z')
    await checkDates(context, { slot: '2026-06-01' })
    expect(await open('due')).toEqual([])
    desk.clock.set('2026-07-15T00:10:00Z')
    await checkDates(context, { slot: '2026-07-15' })
    expect((await open('due')).map(({ about }) => about)).toEqual(['due/2026-07-31', 'due/2026-07-31'])
    expect(await readDue(context)).toMatchObject([
      { risk: 'penalty', level: 'soon' },
      { risk: 'penalty', level: 'soon' },
    ])
    desk.clock.set('2026-08-20T00:10:00Z')
    await checkDates(context, { slot: '2026-08-20' })
    const mails = async () =>
      (
        await database.payload.db.find<{ id: string; key: string; kind: string }>({
          collection: 'outbox',
          where: { kind: { equals: 'overdue' } },
          pagination: false,
        })
      ).docs.map(({ key }) => key)
    expect(await mails()).toEqual([`overdue/2026-08-20/user:${people.edith.id}`])
    desk.clock.set('2026-09-10T00:10:00Z')
    await checkDates(context, { slot: '2026-09-10' })
    expect((await mails()).sort()).toEqual(
      [`overdue/2026-08-20/user:${people.edith.id}`, `overdue/2026-09-10/user:${people.adam.id}`].sort(),
    )

    const { docs } = await database.payload.find({ collection: 'offences', sort: 'key', depth: 0 })
    const about = { kind: 'offence' as const, id: docs[0]?.id ?? '' }
    const workflow = await desk.as(people.rhea, (mine) => workflowStatusOf(mine, about))
    expect(workflow.live).toMatchObject({ dueOn: '2026-07-31', overdue: true })
    const hash = workflow.live?.hash ?? ''
    const on = legalDate('2026-09-10')
    const half = desk.as(people.rhea, (mine) => verify(mine, { ...about, hash, on, opened: [] }))
    expect(await refusal(half)).toMatchObject({ because: 'content' })
    const opened = workflow.sources.map(({ key }) => key)
    await desk.as(people.rhea, (mine) => verify(mine, { ...about, hash, on, opened }))
    expect(
      (await readFlags({ payload: database.payload }, { kind: 'due', entry: workflow.key })).map(
        ({ how }) => how,
      ),
    ).toEqual(['verified'])
  })

  it('is due on the day on which a change of its law takes force', async () => {
    const { payload } = database
    const change = await payload.create({
      collection: 'law-changes',
      data: {
        title: 'Section 3 is amended',
        instrument: ground.act.id,
        what: 'amendment',
        effectiveOn: '2026-09-15',
      },
      overrideAccess: true,
    })
    const { flagLawChange } = await import('#desk/desk/flag-law-change.ts')
    await desk.as(people.edith, (mine) => flagLawChange(mine, change.id))
    const { dueOn } = await desk
      .as(people.rhea, async (mine) => {
        const { docs } = await payload.find({ collection: 'offences', sort: 'key', depth: 0 })
        return workflowStatusOf(mine, { kind: 'offence', id: docs[0]?.id ?? '' })
      })
      .then(({ live: is }) => ({ dueOn: is?.dueOn }))
    expect(dueOn).toBe('2026-09-15')
    const changes = await readOpenLawChanges({ payload }, 'UTC')
    expect(changes.get('testland/offence/aggravated-stalking')).toEqual([
      { effectiveOn: '2026-09-15', flaggedOn: '2026-09-10' },
    ])
  })

  it('writes once a week to whom something needs, in words, and to nobody else', async () => {
    desk.clock.set('2026-09-21T08:00:00Z')
    expect(await writeWeekly(context, '2026-W39')).toBe(1)
    await writeWeekly(context, '2026-W39')
    const { docs } = await database.payload.db.find<{ id: string; key: string }>({
      collection: 'outbox',
      where: { kind: { equals: 'watch' } },
      pagination: false,
    })
    expect(docs.map(({ key }) => key)).toEqual([`watch/2026-W39/user:${people.edith.id}`])
    expect(await composeWatchMail(context, { recipient: `user:${people.edith.id}` })).toEqual({
      to: 'edith@example.org',
      subject: 'The watch: 1 thing needs you',
      html: null,
      text: [
        'Edith,',
        '',
        'this is what the watch found in the sources and dates of your guides, and what is to be done.',
        '',
        'To be verified: 1',
        'Open each source of the entry, compare, and verify it unchanged; or bring it up to date.',
        '- testland/offence/stalking: To be verified by 31 July 2026.',
        'http://127.0.0.1:3000/admin/watch?kind=due',
        '',
      ].join('\n'),
    })
    expect(await composeWatchMail(context, { recipient: `user:${people.rhea.id}` })).toEqual({
      drop: 'Nothing needs the recipient any more.',
    })
  })

  it('does each slot once, and waits for the night before it first looks at other sites', async () => {
    const links = slotJob('watch-links')
    desk.clock.set('2026-10-01T01:30:00Z')
    expect(await runSlot(context, links, log)).toBe('done')
    const before = sites.asked.length
    expect(await runSlot(context, links, log)).toBe('not ours')
    expect(sites.asked.slice(before)).toEqual([])
    expect(
      await runSlot({ ...context, env: { ...context.env, watch: false } }, { ...links, name: 'other' }, log),
    ).toBe('not ours')
  })
})
