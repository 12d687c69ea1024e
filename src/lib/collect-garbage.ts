import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: (() => void) | null = null

/**
 * Frees unreferenced memory at once, including memory outside V8, of which V8 sees only a handle and so is in no
 * hurry to free it. Blocks for about a tenth of a second.
 */
export function collectGarbage(): void {
  if (!collect) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as () => void
  }
  collect()
}

/** Bytes of garbage that may lie about. */
const GARBAGE = 64 * 1024 * 1024

/** Least bytes that this process was seen to use since it last collected. */
let least = Infinity

/**
 * Collects what is no longer used once there is a lot of it. V8 puts that off: while many files are made one after the
 * other, it lets several times as much garbage lie as there is data, and keeps the memory. For processes in which nobody
 * waits for an answer.
 */
export function collectOften(): void {
  const used = getHeapStatistics().used_heap_size
  least = Math.min(least, used)
  if (used - least < GARBAGE) return
  collectGarbage()
  least = getHeapStatistics().used_heap_size
}
