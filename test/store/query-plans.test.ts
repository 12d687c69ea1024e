import type { InStatement } from '@libsql/client'
import { Sqlite3Client } from '@libsql/client/sqlite3'
import type { CollectionSlug } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Desk } from '#desk/desk.ts'
import { boardListOf } from '#desk/desk/queries/board/board-list-of.ts'
import { boardOf } from '#desk/desk/queries/board/board-of.ts'
import { calendarOf } from '#desk/desk/queries/calendar-of.ts'
import { workflowStatusOf } from '#desk/desk/queries/workflow-status-of.ts'
import { bellOf, unreadOf } from '#desk/mail/bell.ts'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import { legalDate } from '#domain/dates.ts'
import { BOARD_LISTS, type BoardList } from '#domain/desk/board.ts'
import type { Kind } from '#domain/keys.ts'
import { textOf } from '#domain/values.ts'
import { actorOf } from '#lib/actor.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { readReportable, readReportableClaims } from '#store/publish/reportable.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import { readWithReaders } from '#store/publish/with-readers.ts'
import type { Context } from '#worker/context.ts'
import { readHealth } from '#worker/health/read-health.ts'
import { JOBS, SLOT_JOBS } from '#worker/jobs/list.ts'
import { ticksOf } from '#worker/jobs/run.ts'
import { loadSample } from '../support/content/sample.ts'
import { databaseName, openDatabase, type TestDatabase } from '../support/database.ts'
import { person, requestOf } from '../support/desk/staff.ts'
import { standIn } from '../support/stand-in.ts'

/** Tables of one row, of a few people, or of a few places: these are read whole on purpose. */
const SMALL = /^(mailing|site|users|jurisdictions|account_events)(_|$)/

/** Notes each statement of the embedded database, once. */
async function statements(work: () => Promise<unknown>): Promise<Map<string, unknown>> {
  const asked = new Map<string, unknown>()
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is put back, and called on its own object
  const { execute } = Sqlite3Client.prototype
  Sqlite3Client.prototype.execute = function (this: Sqlite3Client, ...given: [InStatement, ...never[]]) {
    const [statement] = given
    if (typeof statement === 'object') asked.set(statement.sql, statement.args)
    return (execute as (...all: unknown[]) => ReturnType<typeof execute>).apply(this, given)
  }
  try {
    await work()
  } finally {
    Sqlite3Client.prototype.execute = execute
  }
  return asked
}

/** Whatever is asked often, or of tables that grow for years, finds its rows by an index. */
describe.skipIf(databaseName === 'mongodb')('what the embedded database is asked', () => {
  let database: TestDatabase
  let context: Context
  let desk: Desk

  beforeAll(async () => {
    database = await openDatabase()
    await loadSample(database)
    const { payload, dataDir } = database
    const clock = { now: () => new Date('2026-11-22T10:00:00Z') }
    context = { payload, clock, env: { ...env(), dataDir, siteTimeZone: 'UTC' } }
    const ada = await person(payload, 'Ada', ['administrator', 'editor', 'reviewer'])
    const actor = actorOf(await requestOf(payload, ada))
    if (!actor) throw new Error('nobody')
    desk = { req: { payload }, actor, clock, timeZone: 'UTC' }
  })
  afterAll(() => database?.close())

  async function anyId(collection: CollectionSlug): Promise<string> {
    const { docs } = await context.payload.find({ collection, limit: 1, depth: 0 })
    return String(docs[0]?.id)
  }

  /** Tables that work reads whole, with the statement. */
  async function scanned(work: () => Promise<unknown>): Promise<{ asked: number; scans: string[] }> {
    const asked = await statements(work)
    const { client } = standIn<{ client: Sqlite3Client }>(database.payload.db)
    const scans: string[] = []
    for (const [sql, args] of asked) {
      if (!/^\s*(select|update|delete|with)\b/i.test(sql)) continue
      const plan = await client.execute({ sql: `explain query plan ${sql}`, args: args as never })
      const details = plan.rows.map(({ detail }) => textOf(detail))
      // A list inside a row is found by its parent first, and what was found is then read whole, under the same name.
      const found = details.map((detail) => /^SEARCH (\w+) USING /.exec(detail)?.[1])
      for (const detail of details) {
        // In the order of an index, rows are read until there are enough; those of a list are read all.
        const table =
          /^SCAN (?!CONSTANT|\()(\w+)(?!.* USING )/.exec(detail)?.[1] ??
          /^SCAN (\w+__(?:texts|numbers|rels)) USING /.exec(detail)?.[1]
        if (table !== undefined && !SMALL.test(table) && !found.includes(table))
          scans.push(`${table}: ${sql}`)
      }
    }
    return { asked: asked.size, scans }
  }

  it.each<[string, () => Promise<unknown>]>([
    ['the snapshot', () => readSnapshot(context.payload, legalDate('2026-11-22'), 'UTC')],
    ['how the installation runs', () => readHealth(context, SLOT_JOBS)],
    [
      'what readers have, for forms, calendars and digests',
      () => readWithReaders({ payload: context.payload }),
    ],
    ['the form for errors', () => readReportable({ payload: context.payload }, '/guides/scotland/')],
    [
      'the claims that can be reported',
      () => readReportableClaims({ payload: context.payload }, 'scotland/offence/stalking'),
    ],
    [
      'the calendar',
      () => calendarOf(desk.req, { person: desk.actor.id, clock: desk.clock, timeZone: 'UTC' }),
    ],
    ['the board', () => boardOf(desk)],
    ...(Object.entries(COLLECTION_OF) as [Kind, CollectionSlug][]).flatMap(
      ([kind, collection]): [string, () => Promise<unknown>][] => [
        [
          `the page of a ${kind} at the desk`,
          async () => workflowStatusOf(desk, { kind, id: await anyId(collection) }),
        ],
        [
          `a ${kind}`,
          async () => context.payload.findByID({ collection, id: await anyId(collection), depth: 0 }),
        ],
        [
          `the revisions of a ${kind}`,
          async () =>
            context.payload.findVersions({
              collection,
              where: { parent: { equals: await anyId(collection) } },
              depth: 0,
            }),
        ],
      ],
    ),
    ['the bell, on every page', () => unreadOf(desk)],
    ['the list of the bell', () => bellOf(desk)],
    ...Object.keys(BOARD_LISTS).map((name): [string, () => Promise<unknown>] => [
      `the list “${name}”`,
      () => boardListOf(desk, { list: name as BoardList, place: 'scotland', page: 1 }),
    ]),
  ])('finds its rows by an index: %s', async (_what, work) => {
    const { asked, scans } = await scanned(work)
    expect(asked).toBeGreaterThan(0)
    expect(scans).toEqual([])
  })

  // What these find is done by other tests; here nothing is due, as at nearly every tick.
  const POLLED = [
    'subscribe',
    'escalate',
    'digest-at-once',
    'go-live',
    'check-source',
    'tell',
    'notices-at-once',
    'send',
  ]
  it.each(JOBS.filter(({ name }) => POLLED.includes(name)).map((job) => [job.name, job] as const))(
    'finds its rows by an index, twice a second: %s',
    async (_name, job) => {
      if ('cron' in job) throw new Error('It is not polled.')
      const { asked, scans } = await scanned(ticksOf(job, context, createLog('silent')))
      expect(asked).toBeGreaterThan(0)
      expect(scans).toEqual([])
    },
  )

  it('is seen to read a table whole where no index helps', async () => {
    const { scans } = await scanned(() =>
      context.payload.db
        .find({ collection: 'heads', where: { openNote: { like: 'nothing' } } })
        .catch(() =>
          context.payload.db.find({ collection: 'outbox', where: { answer: { equals: 'nothing' } } }),
        ),
    )
    expect(scans).not.toEqual([])
  })
})
