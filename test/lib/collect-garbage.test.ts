import { getHeapStatistics } from 'node:v8'
import { expect, it } from 'vitest'
import { collectOften } from '#lib/collect-garbage.ts'

const used = (): number => getHeapStatistics().used_heap_size
/** So many megabytes of small objects, old enough that only a whole collection frees them. */
const megabytes = (count: number): object[] =>
  Array.from({ length: count * 10_000 }, (_, index) => ({ index, text: [index, index, index, index] }))

it('collects what is no longer used once there is a lot of it', async () => {
  collectOften()
  const before = used()
  const kept = [megabytes(100)]
  expect(used() - before).toBeGreaterThan(80e6)
  expect(kept.pop()).toHaveLength(1_000_000)
  // What a task refers to stays until the task ends.
  await new Promise((resolve) => setImmediate(resolve))
  collectOften()
  expect(used() - before).toBeLessThan(40e6)
})
