import { describe, expect, it } from 'vitest'
import { inParallel } from '#lib/in-parallel.ts'

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('several at once', () => {
  it('does each once, and no more at a time than allowed', async () => {
    const done: number[] = []
    let under = 0
    let most = 0
    await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async (each) => {
      most = Math.max(most, (under += 1))
      await soon()
      under -= 1
      done.push(each)
    })
    expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(most).toBe(3)
    await inParallel([], 3, () => Promise.reject(new Error('Nothing is there.')))
  })

  it('begins nothing after a failure, lets what is under way end, and throws the first', async () => {
    const begun: number[] = []
    const ended: number[] = []
    const work = inParallel([1, 2, 3, 4, 5], 2, async (each) => {
      begun.push(each)
      if (each === 1) throw new Error('The first.')
      await soon()
      ended.push(each)
    })
    await expect(work).rejects.toThrow('The first.')
    expect([begun, ended]).toEqual([[1, 2], [2]])
  })
})
