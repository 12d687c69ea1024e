import type { Choices } from '#domain/mail/subscribers.ts'
import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { activeReaders } from '#store/mail/readers.ts'
import { changeSubscriber, findSubscriber, insertSubscriber } from '#store/mail/subscribers.ts'
import { countMails } from '#store/mail/outbox/count.ts'
import { countStates } from '#store/mail/subscriber-states.ts'
import { newMail, put } from '../support/mail/outbox.ts'
import { openFlag, readFlags } from '#store/desk/flags.ts'
import { readHostStates } from '#store/watch/host-states.ts'
import { insertRow } from '#store/rows.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'

const AT = new Date('2026-11-21T12:00:00Z')

describe.skipIf(missing)(`a row that cannot be read on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
  })
  afterAll(() => database?.close())

  /** What is logged while `act` runs. */
  const logged = async (act: () => Promise<void>): Promise<unknown[]> => {
    const error = vi.spyOn(payload.logger, 'error').mockImplementation(() => undefined)
    try {
      await act()
      return error.mock.calls.map(([line]) => line)
    } finally {
      error.mockRestore()
    }
  }

  it('keeps no other flag from the desk', async () => {
    const flag = { kind: 'due' as const, about: '', detail: '', claims: [], liveN: 1, by: 'worker', at: AT }
    await openFlag({ payload }, { ...flag, entry: 'scotland/offence/stalking' })
    await openFlag({ payload }, { ...flag, entry: 'scotland/offence/threats' })
    await payload.db.updateOne({
      collection: 'flags',
      where: { entry: { equals: 'scotland/offence/threats' } },
      data: { by: null },
    })
    const lines = await logged(async () => {
      expect((await readFlags({ payload })).map(({ entry }) => entry)).toEqual(['scotland/offence/stalking'])
    })
    expect(lines).toMatchObject([{ collection: 'flags', field: 'by' }])
  })

  it('keeps no other subscriber from their mail', async () => {
    for (const lookup of ['a', 'b']) {
      const choices: Choices = {
        places: ['scotland'],
        entries: [],
        cadence: 'weekly',
        atOnce: false,
        format: 'html',
      }
      await insertSubscriber({ payload }, { lookup, address: 'sealed', choices, at: AT })
      const { id = '' } = (await findSubscriber({ payload }, lookup)) ?? {}
      await changeSubscriber({ payload }, id, ['unconfirmed'], { state: 'active' })
    }
    await payload.db.updateOne({
      collection: 'subscribers',
      where: { lookup: { equals: 'b' } },
      data: { follows: '[{"place":7}]' },
    })
    const found: string[] = []
    const lines = await logged(async () => {
      for await (const page of activeReaders({ payload }, 'weekly')) found.push(...page.map(({ id }) => id))
    })
    expect(found).toEqual([(await findSubscriber({ payload }, 'a'))?.id])
    expect(lines).toMatchObject([{ collection: 'subscribers', field: 'follows' }])
  })

  it('is in no count, and stops none', async () => {
    await payload.db.deleteMany({ collection: 'outbox', where: {} })
    await put(payload, [newMail('ada'), newMail('bob')])
    const data = { state: 'of another version' }
    await payload.db.updateOne({ collection: 'outbox', where: { key: { equals: 'bob' } }, data })
    await payload.db.updateOne({ collection: 'subscribers', where: { lookup: { equals: 'b' } }, data })
    const lines = await logged(async () => {
      expect(await countMails({ payload })).toMatchObject({ pending: 1, sent: 0 })
      expect(await countStates({ payload })).toEqual({ active: 1 })
    })
    expect(lines).toMatchObject([
      { collection: 'outbox', field: 'state' },
      { collection: 'subscribers', field: 'state' },
    ])
  })

  it('keeps the watch from no other site', async () => {
    const state = {
      checkedAt: AT.toISOString(),
      slot: '2026-11-21',
      failing: 0,
      sources: 1,
      okAt: null,
      since: null,
    }
    await insertRow({ payload }, 'host-states', { ...state, host: 'a.example', failures: 0 })
    await insertRow({ payload }, 'host-states', { ...state, host: 'b.example', failing: null, failures: 0 })
    const lines = await logged(async () => {
      expect([...(await readHostStates({ payload })).keys()]).toEqual(['a.example'])
    })
    expect(lines).toMatchObject([{ collection: 'host-states', field: 'failing' }])
  })
})
