import { describe, expect, it } from 'vitest'
import { BoundedCache } from '#domain/bounded-cache.ts'

describe('a bounded cache', () => {
  it('makes a value once, keeps what is asked for, and forgets what is not', () => {
    const made: string[] = []
    const remembered = new BoundedCache<string>(3)
    const ask = (key: string): string =>
      remembered.of(key, () => {
        made.push(key)
        return `value of ${key}`
      })
    expect([ask('often'), ask('often'), made]).toEqual(['value of often', 'value of often', ['often']])
    // Never more than six: each that comes pushes out what was longest not asked for.
    for (let round = 0; round < 20; round += 1) {
      ask(`once ${round}`)
      ask('often')
    }
    expect(made.filter((key) => key === 'often')).toHaveLength(1)
    ask('once 0')
    expect(made.filter((key) => key === 'once 0')).toHaveLength(2)
  })
})
