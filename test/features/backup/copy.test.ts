import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorsOf } from '#domain/desk/authors.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
import { openAt } from '#store/transfer/open-at.ts'
import { readStaff } from '#store/desk/staff.ts'
import { findStoredSubscribers } from '../../support/backup/subscribers.ts'
import { copyDatabase } from '#worker/backup/copy.ts'
import { here, layForBackup } from '../../support/backup/laid.ts'
import { emptyPlace, KINDS } from '../../support/backup/places.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'

describe.skipIf(missing)(`a copy of a database on ${databaseName}`, () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openDatabase()
    await layForBackup(database)
  })
  afterAll(() => database.close())

  it.each(KINDS)('into %s is the same, and a person is still the same person there', async (kind) => {
    const place = emptyPlace(kind)
    const { default: config } = await import('#config')
    const open = (): Promise<Payload> => openAt(config, place.database)
    try {
      const copied = await copyDatabase({ from: here(database), open })
      expect(copied.problems).toEqual([])
      expect(copied.counts.subscribers).toBe(3)
      const [before] = await readStaff({ payload: database.payload })
      const payload = await open()
      try {
        const [after] = await readStaff({ payload })
        expect(after?.email).toBe(before?.email)
        // What Ada saved before the copy is still hers after it: she may not approve it.
        const save = { action: 'save', revision: 2, actor: { id: `user:${before?.id}`, name: 'Ada' } }
        const events = [save] as unknown as EditorialEvent[] // the fields that are read
        expect(authorsOf({ revision: 2 }, null, events)).toContain(`user:${after?.id}`)
        expect(await findStoredSubscribers(payload)).toEqual(await findStoredSubscribers(database.payload))
      } finally {
        await payload.destroy()
      }
    } finally {
      await place.remove()
    }
  })
})
