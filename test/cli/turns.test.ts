import { describe, expect, it } from 'vitest'
import { Turns } from '#cli/serve/turns.ts'

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** So many who ask at once, and who of them is answered, in that order. */
function crowd(turns: Turns, size: number): number[] {
  const answered: number[] = []
  for (let nth = 0; nth < size; nth += 1) void Promise.resolve(turns.take()).then(() => answered.push(nth))
  return answered
}

describe('readers take turns', () => {
  it('each is answered, who came first first, some in each turn of the event loop', async () => {
    const answered = crowd(new Turns(), 500)
    let turns = 0
    for (let before = -1; answered.length < 500; turns += 1) {
      await nextTurn()
      expect(answered.length - before).toBeLessThanOrEqual(100)
      before = answered.length
    }
    expect(answered).toEqual(Array.from({ length: 500 }, (_each, nth) => nth))
    expect(turns).toBeGreaterThan(10)
  })

  it('nobody waits where there is no crowd', async () => {
    const turns = new Turns()
    for (let round = 0; round < 20; round += 1) {
      expect(turns.take()).toBeUndefined()
      await nextTurn()
      await nextTurn()
    }
  })

  it('newcomers make turns short, and hold up nobody for good', async () => {
    const turns = new Turns()
    const answered = crowd(turns, 200)
    await nextTurn()
    let longest = 0
    for (let round = 0; answered.length < 200; round += 1) {
      const before = answered.length
      if (round < 50) turns.newcomer()
      await nextTurn()
      if (round > 0 && round < 50) longest = Math.max(longest, answered.length - before)
    }
    expect(longest).toBeLessThanOrEqual(4)
  })
})
