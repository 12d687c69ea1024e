import type { Payload } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forgetUses, giveUseBack, takeUse } from '#store/desk/allowance.ts'
import { beginTry, knowNetwork, tryCameOff } from '#store/desk/sign-in-tries.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { deleteRows } from '#store/rows.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'

const START = Date.parse('2026-11-21T10:00:00Z')
const MINUTE = 60_000

describe.skipIf(missing)(`tries to sign in on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let now: number
  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
  })
  afterAll(() => database?.close())
  beforeEach(async () => {
    now = START
    await deleteRows({ payload }, 'sign-in-tries', {})
  })
  const at = (milliseconds: number): Date => new Date(START + milliseconds)
  const begin = async (account: string, network: string, browser: string | null = null): Promise<boolean> =>
    (await beginTry(payload, 'password', { account, network, browser }, new Date(now))) === 0
  const succeed = (account: string, network: string, browser: string | null = null): Promise<void> =>
    inOwnTransaction({ payload }, async (req) => {
      await tryCameOff(req, 'password', { account, network, browser }, new Date(now))
      await knowNetwork(req, { account, network, browser }, new Date(now))
    })
  /** How many of so many tries may be made. */
  const judged = async (count: number, one: (n: number) => Promise<boolean>): Promise<number> => {
    let allowed = 0
    for (let n = 0; n < count; n += 1) if (await one(n)) allowed += 1
    return allowed
  }
  const rows = async (): Promise<number> =>
    (await payload.db.find({ collection: 'sign-in-tries', limit: 0, pagination: false })).docs.length

  it('are used up, and come back little by little', async () => {
    const limit = { most: 2, each: 1_000 }
    const take = (key: string, ms: number): Promise<number> => takeUse({ payload }, key, limit, at(ms))
    expect([await take('a', 0), await take('a', 0)]).toEqual([0, 0])
    expect([await take('a', 0), await take('a', 500), await take('b', 0)]).toEqual([1_000, 500, 0])
    await giveUseBack({ payload }, 'a', limit, at(0))
    expect([await take('a', 0), await take('a', 0)]).toEqual([0, 1_000])
    // A clock that was set back forgives.
    expect(await take('a', -3_600_000)).toBe(0)
    await forgetUses({ payload }, at(1_500))
    expect(await rows()).toBe(0)
  })

  it('are counted together, however many servers count at once', async () => {
    const all = await Promise.all(Array.from({ length: 30 }, () => begin('ada', 'n')))
    expect(all.filter(Boolean)).toHaveLength(10)
    now += 3 * MINUTE
    const more = await Promise.all(Array.from({ length: 30 }, () => begin('ada', 'n')))
    expect(more.filter(Boolean)).toHaveLength(3)
  })

  it.each([1, 1_000, 300_000])(
    'are no more where the clocks of two servers are %i ms apart',
    async (apart) => {
      let allowed = 0
      for (let n = 0; n < 100; n += 1) {
        now = START + (n % 2) * apart
        if (await begin('ada', 'north')) allowed += 1
      }
      // One whose clock is ahead sees as many come back as minutes.
      expect(allowed).toBeLessThanOrEqual(10 + Math.ceil(apart / MINUTE))
    },
  )

  it('are ten to one account from one network, then one a minute', async () => {
    expect(await judged(20, () => begin('ada', 'n'))).toBe(10)
    now += 5 * MINUTE
    expect(await judged(20, () => begin('ada', 'n'))).toBe(5)
    expect(await begin('ada', 'elsewhere')).toBe(true)
  })

  it('are thirty over many accounts from one network, then three a minute', async () => {
    expect(await judged(50, (n) => begin(`account ${n}`, 'n'))).toBe(30)
    let all = 30
    for (let minute = 0; minute < 10; minute += 1) {
      now += MINUTE
      all += await judged(5, (n) => begin(`account ${minute} ${n}`, 'n'))
    }
    expect(all).toBe(30 + 30)
  })

  it('are a hundred to one account from everywhere, then one a minute', async () => {
    expect(await judged(150, (n) => begin('ada', `network ${n}`))).toBe(100)
    now += MINUTE
    expect(await judged(20, (n) => begin('ada', `new network ${n}`))).toBe(1)
  })

  it('that succeed do not count', async () => {
    for (let n = 0; n < 40; n += 1) {
      expect(await begin('ada', 'n')).toBe(true)
      await succeed('ada', 'n')
    }
    expect(await judged(20, () => begin('ada', 'n'))).toBe(10)
  })

  it('of strangers do not count where the account was signed in to before', async () => {
    await begin('ada', 'home')
    await succeed('ada', 'home')
    await judged(110, (n) => begin('ada', `network ${n}`))
    expect(await begin('ada', 'somewhere')).toBe(false)
    expect(await begin('ada', 'home')).toBe(true)
    await judged(40, (n) => begin(`account ${n}`, 'home'))
    expect(await begin('bob', 'home')).toBe(false)
    expect(await begin('ada', 'home')).toBe(true)
    // Nor in a browser that is known, wherever it is; there, too, they are few.
    await judged(20, () => begin('ada', 'home'))
    expect(await begin('ada', 'home')).toBe(false)
    expect(await judged(20, () => begin('ada', 'home', 'browser'))).toBe(10)
  })

  it('of codes are fewer than of passwords', async () => {
    const code = (network: string): Promise<number> =>
      beginTry(payload, 'code', { account: 'ada', network, browser: null }, new Date(now))
    expect(await judged(10, async () => (await code('n')) === 0)).toBe(5)
    expect(await judged(40, async (n) => (await code(`network ${n}`)) === 0)).toBe(15)
    expect(await code('last')).toBe(10 * MINUTE)
  })
})
