import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { MongoClient, type Collection, type Db } from 'mongodb'
import { loadMigration, MigrationFailed, MIGRATIONS, pendingOf } from './migration-files.ts'

/**
 * A migration of MongoDB. Not every server has transactions, and a process may die or be taken for dead: a migration
 * that was begun is done again, also over what it has done.
 */
interface DocumentMigration {
  readonly up: (database: Db) => Promise<void>
}

/** Collection of the migrations that a database has, which Payload names. */
const DONE = 'payload-migrations'

/** Collection of one row, below Payload: the process that migrates. */
const TURN = 'recourse-migrating'

/** Milliseconds: how often the process that migrates shows that it lives, and after which silence another goes on. */
interface Rhythm {
  beat: number
  silence: number
}

const RHYTHM: Rhythm = { beat: 2_000, silence: 30_000 }

/** Milliseconds after which a server that does not answer counts as unreachable. */
const PATIENCE = 5_000

interface Turn {
  _id: 'turn'
  holder: string
  /** Incremented while the holder lives. */
  beats: number
}

const THE_TURN = { _id: 'turn' } as const

/** What MongoDB answers where such a row is there already. */
const DUPLICATE = 11_000

async function namesDone(database: Db): Promise<Set<string>> {
  const rows = await database.collection<{ name: string }>(DONE).find().toArray()
  return new Set(rows.map(({ name }) => name))
}

async function pendingIn(database: Db, folder: string): Promise<string[]> {
  return pendingOf(folder, await namesDone(database))
}

/**
 * Names of the migrations that the database at this address does not have yet, oldest first; null if it holds nothing.
 * Nothing is changed.
 * @throws {DatabaseIsNewer} if a newer version has used it.
 */
export async function pendingInMongodb(url: string): Promise<string[] | null> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: PATIENCE })
  try {
    const collections = await client.db().listCollections({}, { nameOnly: true }).toArray()
    return collections.length === 0 ? null : await pendingIn(client.db(), MIGRATIONS.mongodb)
  } finally {
    await client.close()
  }
}

/**
 * Runs the migrations that a database does not have yet, in one process at a time.
 * @returns their names.
 * @throws {MigrationFailed} naming the migration; it is done again at the next start.
 * @throws {DatabaseIsNewer} if a newer version has used it.
 */
export async function migrateMongodb(
  database: Db,
  { folder = MIGRATIONS.mongodb, rhythm = RHYTHM }: { folder?: string; rhythm?: Rhythm } = {},
): Promise<string[]> {
  if ((await pendingIn(database, folder)).length === 0) return []
  return inTurn(database, rhythm, async () => {
    // Another process may have done all of it meanwhile.
    const pending = await pendingIn(database, folder)
    for (const name of pending) await runOne(database, folder, name)
    return pending
  })
}

/**
 * Runs the migrations that restored rows have not seen: they are as the version left them that made the backup.
 * @param seen those that they have seen.
 */
export async function migrateRestored(database: Db, seen: readonly string[]): Promise<void> {
  await database.collection(DONE).deleteMany({ name: { $nin: [...seen] } })
  await migrateMongodb(database)
}

async function runOne(database: Db, folder: string, name: string): Promise<void> {
  try {
    const { up } = await loadMigration<DocumentMigration>(folder, name)
    await up(database)
    const now = new Date()
    const row = { name, batch: 1, createdAt: now, updatedAt: now }
    await database.collection(DONE).updateOne({ name }, { $setOnInsert: row }, { upsert: true })
  } catch (error) {
    throw new MigrationFailed(
      `Migration ${name} failed: ${(error as Error).message}. What it has changed stays, and the next start does it again from its beginning.`,
      { cause: error },
    )
  }
}

/** Works while no other process does. */
async function inTurn<T>(database: Db, rhythm: Rhythm, work: () => Promise<T>): Promise<T> {
  const turns = database.collection<Turn>(TURN)
  const holder = randomUUID()
  await takeTurn(turns, holder, rhythm)
  const beating = setInterval(() => {
    // One that is missed says nothing; a server that is gone fails the work itself.
    turns.updateOne({ ...THE_TURN, holder }, { $inc: { beats: 1 } }).catch(() => undefined)
  }, rhythm.beat)
  try {
    return await work()
  } finally {
    clearInterval(beating)
    await turns.deleteOne({ ...THE_TURN, holder })
  }
}

/** Waits for the turn. Clocks of machines differ: a holder is gone if its count has stood still for so long here. */
async function takeTurn(turns: Collection<Turn>, holder: string, { beat, silence }: Rhythm): Promise<void> {
  let seen: Turn | null = null
  let since = performance.now()
  while (!(await begins(turns, holder))) {
    const held = await turns.findOne(THE_TURN)
    if (held && held.holder === seen?.holder && held.beats === seen.beats) {
      if (performance.now() - since >= silence && (await takesOver(turns, held, holder))) return
    } else {
      seen = held
      since = performance.now()
    }
    await wait(beat / 4)
  }
}

/** Takes the turn if nobody has it. */
async function begins(turns: Collection<Turn>, holder: string): Promise<boolean> {
  try {
    await turns.insertOne({ ...THE_TURN, holder, beats: 0 })
    return true
  } catch (error) {
    if ((error as { code?: unknown }).code === DUPLICATE || (await turns.findOne(THE_TURN))) return false
    throw error
  }
}

/** Takes the turn of a holder that is gone, if it still is as it was seen. */
async function takesOver(turns: Collection<Turn>, held: Turn, holder: string): Promise<boolean> {
  const { modifiedCount } = await turns.updateOne(
    { ...THE_TURN, holder: held.holder, beats: held.beats },
    { $set: { holder, beats: 0 } },
  )
  return modifiedCount === 1
}
