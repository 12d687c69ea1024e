import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OpenedWith, SealedFor } from '#pipelines/backup/seal.ts'
import { openAt } from '#store/transfer/open-at.ts'
import { makeBackup } from '#worker/backup/make.ts'
import { restoreBackup } from '#worker/backup/restore.ts'
import { clock, here, keyPair, layForBackup } from '../../support/backup/laid.ts'
import { emptyPlace } from '../../support/backup/places.ts'
import { createOffence, layGround, type Ground } from '../../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { testDesk } from '../../support/desk/desk.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import { PATIENCE } from '../../support/patience.ts'
import { scaled } from '../../support/scale.ts'

const TIMES = scaled(50, 2)

let database: TestDatabase
let ground: Ground
let editor: Person
let reviewer: Person
let key: OpenedWith
let sealedFor: SealedFor

beforeAll(async () => {
  if (missing) return
  database = await openDatabase()
  await layForBackup(database)
  const { payload } = database
  ground = await layGround(payload)
  editor = await person(payload, 'Cleo', ['editor'])
  reviewer = await person(payload, 'Dora', ['reviewer'])
  ;({ key, sealedFor } = await keyPair())
})
afterAll(async () => {
  if (!missing) await database.close()
})

/** Writes, submits and approves entries until it is told to end. @returns how many. */
async function write(round: number, until: AbortSignal): Promise<number> {
  const desk = testDesk(database.payload)
  let written = 0
  while (!until.aborted) {
    const { id } = await createOffence(database.payload, editor, ground, `Offence ${round} ${(written += 1)}`)
    const { hash } = await desk.submit(editor, { kind: 'offence', id }, 1)
    await desk.approve(reviewer, { kind: 'offence', id }, hash)
  }
  return written
}

it.skipIf(missing)(
  `a backup on ${databaseName} is of one moment while people write, ${TIMES} times`,
  { timeout: scaled(3_600_000, PATIENCE) },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'recourse-load-'))
    let whole = 0
    for (let round = 0; round < TIMES; round += 1) {
      const archive = join(folder, `${round}.tar`)
      const end = new AbortController()
      const written = write(round, end.signal)
      const made = await makeBackup(here(database), { path: archive, sealedFor }).catch(
        (error: Error) => error,
      )
      end.abort()
      expect(await written).toBeGreaterThan(0)
      if (made instanceof Error) {
        // A server without moments never gives a backup that nobody can prove.
        expect([databaseName, made.name]).toEqual(['mongodb', 'NeverStill'])
        continue
      }
      const place = emptyPlace('sqlite')
      const open = async () => openAt((await import('#config')).default, place.database)
      const { problems } = await restoreBackup({
        archive,
        key,
        ...place,
        clock,
        timeZone: 'UTC',
        open,
        drill: true,
      })
      expect(problems).toEqual([])
      whole += 1
      await place.remove()
      rmSync(archive)
    }
    if (databaseName === 'sqlite') expect(whole).toBe(TIMES)
    rmSync(folder, { recursive: true, force: true })
  },
)
