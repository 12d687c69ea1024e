import { setTimeout as wait } from 'node:timers/promises'
import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createOutbound } from '#lib/outbound/create.ts'
import { SmtpPool } from '#pipelines/mail/smtp.ts'
import { onTransactionEnd, type OpenTransaction } from '#store/database/watched.ts'
import { inTransaction } from '#store/transaction.ts'
import { askWork, readWork } from '#store/work.ts'
import { createOffence, layGround } from '../support/content/content.ts'
import { databaseName, missing, openDatabase, transactions, type TestDatabase } from '../support/database.ts'
import { person } from '../support/desk/staff.ts'

const AT = new Date('2026-11-21T12:00:00Z')

describe.skipIf(missing)(`a transaction that is held on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let ended: OpenTransaction[] = []
  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
  })
  afterAll(() => database.close())
  afterEach(() => vi.restoreAllMocks())

  const own = (): Promise<PayloadRequest> => createLocalReq({}, payload)
  const asked = (req: PayloadRequest) => askWork(req, { kind: 'publish', entry: null, by: 'Ada', at: AT })
  /** Runs something, and tells which transactions ended meanwhile and what the log was told of them. */
  async function watched(work: () => Promise<unknown>) {
    const told = vi.spyOn(payload.logger, 'warn')
    ended = []
    const stop = onTransactionEnd(payload, (one) => ended.push(one))
    await work().finally(stop)
    const warned = told.mock.calls.map(([about]) => (about as OpenTransaction).by)
    told.mockRestore()
    return { ended, warned }
  }

  it('is told while it is open, with what it is for, and for how long it waited for others', async () => {
    const req = await own()
    const told = await watched(() =>
      inTransaction(
        req,
        async () => {
          await asked(req)
          await wait(1_300)
          await asked(req)
        },
        { name: 'the test' },
      ),
    )
    expect(told.warned).toEqual(['the test'])
    expect(told.ended).toMatchObject([{ by: 'the test', long: false }])
    expect(told.ended[0]?.waited).toBeGreaterThan(1_000)
    expect(told.ended[0]?.milliseconds).toBeGreaterThanOrEqual(1_290)
  })

  it('is named by what it did where nobody says what it is for', async () => {
    const req = await own()
    const told = await watched(() =>
      inTransaction(req, async () => {
        await asked(req)
        await wait(1_100)
      }),
    )
    expect(told.warned).toEqual(['create work'])
  })

  it('is not told where it is known to take long, nor before its time', async () => {
    const req = await own()
    const told = await watched(async () => {
      await inTransaction(req, () => wait(1_100), { name: 'an import', long: true })
      await inTransaction(req, () => asked(req), { name: 'short' })
    })
    expect(told.warned).toEqual([])
    expect(told.ended.map(({ by, long }) => [by, long])).toEqual([
      ['an import', true],
      ['short', false],
    ])
  })

  it('waited for nobody where it asked the database, or computed', async () => {
    const req = await own()
    const told = await watched(() =>
      inTransaction(req, async () => {
        for (let count = 0; count < 40; count += 1) await asked(req)
        const until = performance.now() + 300
        while (performance.now() < until);
        await asked(req)
      }),
    )
    expect(told.ended[0]?.waited).toBeLessThan(250)
  })

  it('is that of a save, too: by the collections that it writes', async () => {
    const editor = await person(payload, 'Edith', ['editor'])
    const ground = await layGround(payload)
    const told = await watched(() => createOffence(payload, editor, ground, 'Watched'))
    expect(told.ended).toHaveLength(1)
    expect(told.ended[0]?.by).toContain('offences')
  })

  it('ends for the log where it fails', async () => {
    const req = await own()
    const told = await watched(() =>
      inTransaction(req, () => Promise.reject(new RangeError('No.')), { name: 'failing' }).catch(() => null),
    )
    expect(told.ended.map(({ by }) => by)).toEqual(['failing'])
  })

  it('that reads alone keeps nobody from writing, and sees one moment', async () => {
    const req = await own()
    const before = await asked({ payload } as PayloadRequest)
    await inTransaction(
      req,
      async () => {
        expect(await readWork(req, before)).not.toBeNull()
        const meanwhile = await asked({ payload } as PayloadRequest)
        const other = await own()
        const written = await inTransaction(other, () => asked(other))
        for (const key of [meanwhile, written]) {
          expect(await readWork({ payload }, key)).not.toBeNull()
          // The double shows what others have committed since.
          if (!transactions) expect(await readWork(req, key)).toBeNull()
        }
      },
      { name: 'reading', readOnly: true },
    )
    // It must not write.
    if (databaseName === 'sqlite')
      await expect(
        inTransaction(req, () => asked(req), { name: 'reading', readOnly: true }),
      ).rejects.toThrow()
  })

  it('refuses to wait for the network', async () => {
    const req = await own()
    const outbound = createOutbound({ publicUrl: 'https://guide.example.org/' })
    const smtp = new SmtpPool('smtp://127.0.0.1:9')
    const inside = (work: () => Promise<unknown>) => inTransaction(req, work, { name: 'the test' })
    const refusal = /is not waited for inside a transaction \(the test\)/
    await expect(inside(() => outbound.get('https://law.example.org/'))).rejects.toThrow(refusal)
    await expect(inside(() => smtp.send({} as never))).rejects.toThrow(refusal)
    await outbound.close()
  })
})
