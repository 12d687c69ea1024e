import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { insertMissing } from '#store/bulk.ts'
import { askWork, readWork } from '#store/work.ts'
import { inTransaction, TRIES } from '#store/transaction.ts'
import { databaseName, missing, openDatabase, transactions, type TestDatabase } from '../support/database.ts'
import { rowsOf } from '../support/mail/outbox.ts'
import { rest, signIn } from '../support/rest.ts'
import { person } from '../support/desk/staff.ts'
import { serverError } from '../support/transactions.ts'

const AT = new Date('2026-11-21T12:00:00Z')

describe.skipIf(missing)(`a transaction on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
  })
  afterAll(() => database.close())
  beforeEach(() => payload.db.deleteMany({ collection: 'outbox', where: {} }))

  const own = (): Promise<PayloadRequest> => createLocalReq({}, payload)
  const row = (key: string, recipient = 'user:1'): object => ({
    key,
    recipient,
    kind: 'digest',
    state: 'pending',
    createdAt: AT.toISOString(),
  })
  const put = (req: PayloadRequest, ...rows: object[]): Promise<void> =>
    insertMissing(req, 'outbox', rows, { by: ['key'] })
  const kept = async (): Promise<string[]> => (await rowsOf(payload)).map(({ key }) => key).sort()

  it('goes on after rows that are there already: of before, of its own, and twice at once', async () => {
    const req = await own()
    await inTransaction(req, () => put(req, row('a'), row('b')))
    await inTransaction(req, async () => {
      await put(req, row('b', 'user:2'), row('c'), row('c', 'user:3'))
      await put(req, row('c', 'user:4'), row('d'))
    })
    expect((await rowsOf(payload)).map(({ key, recipient }) => [key, recipient])).toEqual([
      ['a', 'user:1'],
      ['b', 'user:1'],
      ['c', 'user:1'],
      ['d', 'user:1'],
    ])
  })

  it('leaves nothing of work that fails, and its error is told', async () => {
    const req = await own()
    await inTransaction(req, () => put(req, row('a')))
    const failing = inTransaction(req, async () => {
      await put(req, row('b'))
      await askWork(req, { kind: 'publish', entry: null, by: 'Ada', at: AT })
      throw new RangeError('No.')
    })
    await expect(failing).rejects.toThrow(new RangeError('No.'))
    expect(await kept()).toEqual(['a'])
    expect(await payload.db.find({ collection: 'work', where: {} })).toMatchObject({ docs: [] })
  })

  describe.skipIf(!transactions)('of a server that ends it at its first error', () => {
    const double = transactions as NonNullable<typeof transactions>

    it('is over then, also for whoever caught the error', async () => {
      const req = await own()
      let tries = 0
      const going = inTransaction(req, async () => {
        tries += 1
        await put(req, row('a'))
        double.failOnce(({ insert }, inside) =>
          inside && /^work/.test(String(insert))
            ? serverError(11_000, 'DuplicateKey', 'E11000 duplicate key')
            : null,
        )
        await askWork(req, { kind: 'publish', entry: null, by: 'Ada', at: AT }).catch(() => undefined)
        await put(req, row('b'))
      })
      await expect(going).rejects.toMatchObject({ code: 251 })
      expect(tries).toBeGreaterThan(1)
      expect(await kept()).toEqual([])
    })

    it.each([
      ['met another', serverError(112, 'WriteConflict', 'WriteConflict error', 'TransientTransactionError')],
      [
        'lost its server',
        serverError(251, 'NoSuchTransaction', 'no such transaction', 'TransientTransactionError'),
      ],
      ['is told by its label alone', serverError(0, '', 'Later.', 'TransientTransactionError')],
    ])('is done again as a whole where it %s', async (_why, error) => {
      const req = await own()
      const context = { as: 'Ada' } as Record<string, unknown>
      req.context = context
      let tries = 0
      let key = ''
      await inTransaction(req, async () => {
        tries += 1
        expect(req.context).toEqual({ as: 'Ada' })
        req.context.seen = tries
        await put(req, row(`try ${tries}`))
        if (tries < 3)
          double.failOnce(({ insert }, inside) => (inside && /^work/.test(String(insert)) ? error : null))
        key = await askWork(req, { kind: 'publish', entry: null, by: 'Ada', at: AT })
      })
      expect(tries).toBe(3)
      expect(await kept()).toEqual(['try 3'])
      expect(await readWork({ payload }, key)).toMatchObject({ askedBy: 'Ada' })
    })

    it('is not done again for what would fail again, and not for ever', async () => {
      const req = await own()
      const triesOf = async (error: Error): Promise<number> => {
        let tries = 0
        const failing = inTransaction(req, async () => {
          tries += 1
          double.failOnce(({ update }, inside) => (inside && /^outbox/.test(String(update)) ? error : null))
          await put(req, row('a'))
        })
        await expect(failing).rejects.toThrow()
        return tries
      }
      expect(await triesOf(serverError(121, 'DocumentValidationFailure', 'No.'))).toBe(1)
      expect(await triesOf(serverError(112, 'WriteConflict', 'No.', 'TransientTransactionError'))).toBe(TRIES)
      expect(await kept()).toEqual([])
    })

    it('is committed once where the answer to it is lost', async () => {
      const req = await own()
      const before = double.committed
      // The driver asks once more by itself.
      double.losesAnswers = 3
      let tries = 0
      await inTransaction(req, async () => {
        tries += 1
        await put(req, row('a'))
      })
      expect([tries, double.losesAnswers, double.committed - before]).toEqual([1, 0, 1])
      expect(await kept()).toEqual(['a'])
    })

    it('of a request is done again, too, where Payload began it: nobody is told of it', async () => {
      const admin = await person(payload, 'Ada', ['editor'])
      const met = serverError(112, 'WriteConflict', 'WriteConflict error', 'TransientTransactionError')
      const meets = (collection: RegExp) => {
        double.failOnce((command, inside) =>
          inside && collection.test(String(command.findAndModify ?? command.update ?? command.insert))
            ? met
            : null,
        )
      }
      meets(/^users/)
      const token = await signIn(admin)
      const made = await rest('post', '/bodies', { token, body: { name: 'Police' } })
      const { doc } = made.json as { doc: { id: string; updatedAt: string } }
      meets(/^bodies/)
      const body = { name: 'Police Service', updatedAt: doc.updatedAt }
      const saved = await rest('patch', `/bodies/${doc.id}`, { token, body })
      expect([saved.status, (saved.json as { doc: { name: string } }).doc.name]).toEqual([
        200,
        'Police Service',
      ])
    })

    it('of 20 that write the same row has each its turn', async () => {
      await inTransaction(await own(), async () => undefined)
      const req = await own()
      const key = await inTransaction(req, () =>
        askWork(req, { kind: 'publish', entry: null, by: 'Ada', at: AT }),
      )
      const counted = async (): Promise<void> => {
        const mine = await own()
        await inTransaction(mine, async () => {
          const done = (await readWork(mine, key))?.done ?? 0
          await payload.db.updateOne({
            collection: 'work',
            where: { key: { equals: key } },
            data: { done: done + 1 },
            req: mine,
          })
        })
      }
      const outcomes = await Promise.allSettled(Array.from({ length: 20 }, counted))
      const done = outcomes.filter(({ status }) => status === 'fulfilled').length
      expect(done).toBeGreaterThan(0)
      expect((await readWork({ payload }, key))?.done).toBe(done)
    })
  })
})
