import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { layGround } from '../support/content/content.ts'
import { person, requestOf, type Person } from '../support/desk/staff.ts'
import { inTransaction } from '#store/transaction.ts'

describe.skipIf(missing)(`writes outside transactions on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let editor: Person

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    editor = await person(payload, 'Edith', ['editor'])
  })
  afterAll(() => database?.close())

  const prefer = async (key: string, value: unknown): Promise<unknown> => {
    const user = { relationTo: 'users', value: editor.id }
    return payload.db.upsert({
      collection: 'payload-preferences',
      data: { key, user, value },
      req: await requestOf(payload, editor),
      where: { and: [{ key: { equals: key } }, { 'user.value': { equals: editor.id } }] },
    })
  }

  it('keep preferences, which one write of the database makes with another', async () => {
    await prefer('list', { sort: 'a' })
    await prefer('list', { sort: 'b' })
    const { docs } = await payload.db.find({
      collection: 'payload-preferences',
      where: { key: { equals: 'list' } },
    })
    expect(docs).toMatchObject([{ value: { sort: 'b' } }])
  })

  it('take their turn beside transactions: 40 at once, all kept', async () => {
    await layGround(payload)
    await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        if (index % 2) return prefer(`key-${index}`, index)
        const req = await requestOf(payload, editor)
        return inTransaction(req, () =>
          payload.create({
            collection: 'bodies',
            data: { name: `Body ${index}` },
            overrideAccess: false,
            user: editor,
            req,
          }),
        )
      }),
    )
    const [preferences, bodies] = await Promise.all(
      (['payload-preferences', 'bodies'] as const).map((collection) =>
        payload.db.find({ collection, limit: 0, pagination: false }),
      ),
    )
    expect([
      preferences?.docs.filter((row) => String((row as { key?: string }).key).startsWith('key-')).length,
      bodies?.docs.length,
    ]).toEqual([20, 20])
  })
})
