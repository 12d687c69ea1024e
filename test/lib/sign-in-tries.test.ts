import { beforeEach, describe, expect, it } from 'vitest'
import { Allowance } from '#lib/allowance.ts'
import { SignInTries } from '#lib/sign-in-tries.ts'

const START = Date.parse('2026-11-21T10:00:00Z')
const MINUTE = 60_000

describe('an allowance', () => {
  const at = (milliseconds: number): Date => new Date(START + milliseconds)
  it('is used up, and comes back little by little', () => {
    const allowance = new Allowance({ most: 2, each: 1_000, remembered: 10 })
    for (let n = 0; n < 2; n += 1) {
      expect(allowance.wait('a', at(0))).toBe(0)
      allowance.take('a', at(0))
    }
    expect([0, 500, 1_000].map((ms) => allowance.wait('a', at(ms)))).toEqual([1_000, 500, 0])
    expect(allowance.wait('b', at(0))).toBe(0)
    allowance.giveBack('a', at(0))
    expect(allowance.wait('a', at(0))).toBe(0)
    // A clock that was set back forgives.
    allowance.take('a', at(0))
    expect(allowance.wait('a', at(-1))).toBe(0)
  })
  it('remembers so many', () => {
    const allowance = new Allowance({ most: 1, each: 1_000, remembered: 100 })
    for (let n = 0; n < 1_000; n += 1) allowance.take(`${n}`, at(0))
    expect(allowance.size).toBe(100)
    expect(allowance.wait('999', at(0))).toBe(1_000)
    expect(allowance.wait('0', at(0))).toBe(0)
  })
})

describe('tries to sign in', () => {
  let tries: SignInTries
  let now: number
  beforeEach(() => {
    tries = new SignInTries()
    now = START
  })
  const begin = (account: string, network: string, browser: string | null = null): boolean =>
    tries.begin({ account, network, browser }, new Date(now)) === 0
  const succeed = (account: string, network: string, browser: string | null = null): void =>
    tries.succeeded({ account, network, browser }, new Date(now))
  /** How many of so many tries may be made. */
  const judged = (count: number, one: (n: number) => boolean): number =>
    Array.from({ length: count }, (_, n) => one(n)).filter(Boolean).length

  it('are ten to one account from one network, then one a minute', () => {
    expect(judged(50, () => begin('ada', 'n'))).toBe(10)
    now += 5 * MINUTE
    expect(judged(50, () => begin('ada', 'n'))).toBe(5)
    expect(begin('ada', 'elsewhere')).toBe(true)
  })

  it('are thirty over many accounts from one network, then three a minute', () => {
    expect(judged(100, (n) => begin(`account ${n}`, 'n'))).toBe(30)
    let all = 30
    for (let minute = 0; minute < 60; minute += 1) {
      now += MINUTE
      all += judged(100, (n) => begin(`account ${n}`, 'n'))
    }
    expect(all).toBe(30 + 180)
  })

  it('are a hundred to one account from everywhere, then one a minute', () => {
    expect(judged(1_000, (n) => begin('ada', `network ${n}`))).toBe(100)
    now += MINUTE
    expect(judged(1_000, (n) => begin('ada', `new network ${n}`))).toBe(1)
  })

  it('that succeed do not count', () => {
    for (let n = 0; n < 200; n += 1) {
      expect(begin('ada', 'n')).toBe(true)
      succeed('ada', 'n')
    }
    expect(judged(50, () => begin('ada', 'n'))).toBe(10)
  })

  it('of strangers do not count where the account was signed in to before', () => {
    begin('ada', 'home')
    succeed('ada', 'home')
    judged(1_000, (n) => begin('ada', `network ${n}`))
    expect(begin('ada', 'somewhere')).toBe(false)
    expect(begin('ada', 'home')).toBe(true)
    judged(100, (n) => begin(`account ${n}`, 'home'))
    expect(begin('bob', 'home')).toBe(false)
    expect(begin('ada', 'home')).toBe(true)
    // Nor in a browser that is known, wherever it is; there, too, they are few.
    judged(50, () => begin('ada', 'home'))
    expect(begin('ada', 'home')).toBe(false)
    expect(judged(50, () => begin('ada', 'home', 'browser'))).toBe(10)
  })
})
