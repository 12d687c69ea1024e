import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '#domain/hash.ts'
import { withPortableIds } from '#domain/portable-ids.ts'
import { migrateMongodb, pendingInMongodb } from '#store/database/migrate-mongodb.ts'
import { DatabaseIsNewer, pendingOf } from '#store/database/migration-files.ts'
import { bringRestoredUpToDate, bringUpToDate } from '#store/database/up-to-date.ts'
import { migrationsOf } from '#store/transfer/migrations.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { standIn } from '../support/stand-in.ts'
import { until } from '../support/until.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recourse-migrations-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, body: string): void =>
  writeFileSync(join(folder, `${name}.ts`), `export async function up(database) { ${body} }\n`)

describe.skipIf(missing)(`a database that is opened, on ${databaseName}`, () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openDatabase()
  })
  afterAll(() => database?.close())

  it.skipIf(databaseName === 'sqlite')(
    'has nothing that is no longer kept, nor have rows of an earlier version that are restored',
    async () => {
      const { payload } = database
      const { connection } = standIn<{ connection: { db: ReturnType<MongoClient['db']> } }>(payload.db)
      const users = connection.db.collection('users')
      await users.insertOne({ name: 'Ada', loginAttempts: 3, lockUntil: new Date() })
      const names = await migrationsOf(payload)
      await bringRestoredUpToDate(payload, names)
      expect(await users.findOne()).toMatchObject({ loginAttempts: 3 })
      await bringRestoredUpToDate(payload, [])
      expect(Object.keys((await users.findOne()) ?? {})).toEqual(['_id', 'name'])
      expect(await migrationsOf(payload)).toEqual(names)
    },
  )

  it.skipIf(databaseName === 'sqlite')(
    'has heads that name people and law changes by their ids of today',
    async () => {
      const { payload } = database
      const { connection } = standIn<{ connection: { db: ReturnType<MongoClient['db']> } }>(payload.db)
      const heads = connection.db.collection('heads')
      const [person, law] = [randomUUID(), randomUUID()]
      const ids = (user: string, lawChange: string | null) => ({
        savedBy: `user:${user}`,
        withdrawalBy: null,
        assignedTo: `user:${user}`,
        openTogether: lawChange,
      })
      const moved = withPortableIds(person)
      await heads.insertMany([
        { entry: 'a', ...ids(person, law) },
        { entry: 'b', ...ids(person, null) },
        { entry: 'c', ...ids(moved, withPortableIds(law)), liveHash: sha256('c') },
      ])
      for (let turn = 0; turn < 2; turn += 1) {
        await bringRestoredUpToDate(payload, [])
        expect(await heads.find({}, { projection: { _id: 0 }, sort: { entry: 1 } }).toArray()).toEqual([
          { entry: 'a', ...ids(moved, withPortableIds(law)) },
          { entry: 'b', ...ids(moved, null) },
          { entry: 'c', ...ids(moved, withPortableIds(law)), liveHash: sha256('c') },
        ])
      }
      await heads.deleteMany({})
    },
  )

  it('has every migration, and is not opened by a version that does not know one of them', async () => {
    const { payload } = database
    const done = await migrationsOf(payload)
    expect(done).toEqual([...done].sort())
    expect(done.length).toBeGreaterThan(0)
    await payload.db.create({
      collection: 'payload-migrations',
      data: { name: '29991231_000000_later', batch: 1 },
    })
    await expect(bringUpToDate(payload)).rejects.toThrow(
      'The database was used by a newer version of Recourse, which changed it (29991231_000000_later). Start that version again; or, to go back, restore the backup that was made before the upgrade.',
    )
  })
})

it('knows what a database lacks by the names of files', () => {
  for (const name of ['20260102_b', '20260101_a']) write(name, '')
  writeFileSync(join(folder, 'index.ts'), '')
  writeFileSync(join(folder, '20260101_a.json'), '{}')
  expect(pendingOf(folder, new Set())).toEqual(['20260101_a', '20260102_b'])
  expect(pendingOf(folder, new Set(['20260101_a']))).toEqual(['20260102_b'])
  expect(() => pendingOf(folder, new Set(['20260103_c']))).toThrow(DatabaseIsNewer)
})

const uri = process.env.TEST_MONGODB_URI
describe.skipIf(databaseName !== 'mongodb' || missing)('migrations of MongoDB', () => {
  const rhythm = { beat: 40, silence: 400 }
  let url: string
  let client: MongoClient
  beforeEach(() => {
    const address = new URL(uri ?? '')
    address.pathname = `/recourse-test-${randomBytes(6).toString('hex')}`
    url = address.href
    client = new MongoClient(url)
  })
  afterEach(async () => {
    await client.db().dropDatabase()
    await client.close()
  })
  const migrate = (): Promise<string[]> => migrateMongodb(client.db(), { folder, rhythm })
  const steps = async (): Promise<unknown[]> =>
    (await client.db().collection('steps').find().sort({ at: 1 }).toArray()).map(
      ({ step }) => step as unknown,
    )
  const STEP = (name: string): string =>
    `await database.collection('steps').insertOne({ step: '${name}', at: Date.now() })`

  it('run once and in their order, however many processes start at the same time', async () => {
    const pause = 'await new Promise((resolve) => setTimeout(resolve, 600))'
    write('20260101_a', `${STEP('a')}; ${pause}`)
    write('20260102_b', STEP('b'))
    const all = await Promise.all(Array.from({ length: 5 }, migrate))
    expect(all.flat()).toEqual(['20260101_a', '20260102_b'])
    expect(await steps()).toEqual(['a', 'b'])
    expect(await migrate()).toEqual([])
  })

  it('are named, and nothing is changed, before they run', async () => {
    expect(await pendingInMongodb(url)).toBeNull()
    expect(await client.db().collections()).toEqual([])
    await client.db().collection('users').insertOne({ name: 'Ada' })
    expect(await pendingInMongodb(url)).toEqual([
      '20261130_210000_fields_no_longer_kept',
      '20261201_050000_heads_by_ids_of_today',
    ])
    expect(await client.db().collections()).toHaveLength(1)
  })

  it('that fail are named, are done again, and keep those after them from running', async () => {
    write('20260101_a', STEP('a'))
    write(
      '20260102_b',
      `${STEP('b')}; if ((await database.collection('ready').findOne()) === null) throw new Error('no room')`,
    )
    write('20260103_c', STEP('c'))
    await expect(migrate()).rejects.toThrow(
      'Migration 20260102_b failed: no room. What it has changed stays, and the next start does it again from its beginning.',
    )
    expect(await steps()).toEqual(['a', 'b'])
    await client.db().collection('ready').insertOne({})
    expect(await migrate()).toEqual(['20260102_b', '20260103_c'])
    expect(await steps()).toEqual(['a', 'b', 'b', 'c'])
  })

  it('go on in another process where the first one died, and wait while it lives', async () => {
    write('20260101_a', STEP('a'))
    const turns = client.db().collection<{ _id: string; holder: string; beats: number }>('recourse-migrating')
    await turns.insertOne({ _id: 'turn', holder: 'another', beats: 0 })
    const beating = setInterval(() => void turns.updateOne({ holder: 'another' }, { $inc: { beats: 1 } }), 40)
    let ended = false
    const migrating = migrate().finally(() => (ended = true))
    await new Promise((resolve) => setTimeout(resolve, 3 * rhythm.silence))
    expect([ended, await steps()]).toEqual([false, []])
    clearInterval(beating)
    await until(() => Promise.resolve(ended))
    expect([await migrating, await steps()]).toEqual([['20260101_a'], ['a']])
    expect(await turns.find().toArray()).toEqual([])
  })
})
