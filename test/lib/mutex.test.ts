import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Mutex } from '#store/database/mutex.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  expect(vi.getTimerCount(), 'no timer is left behind').toBe(0)
  vi.useRealTimers()
})

/** Lets everything happen that waits for nothing. */
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)

describe('a mutex', () => {
  it('lets one at a time through, in the order in which they came', async () => {
    const mutex = new Mutex()
    const said: string[] = []
    const work = (name: string, milliseconds: number) =>
      mutex.run(async () => {
        said.push(`${name} begins`)
        await new Promise((resolve) => setTimeout(resolve, milliseconds))
        said.push(`${name} ends`)
        return name
      })
    const all = Promise.all([work('a', 30), work('b', 10), work('c', 20)])
    await vi.advanceTimersByTimeAsync(60)
    expect(await all).toEqual(['a', 'b', 'c'])
    expect(said).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })

  it('is let go only by its holder, and once', async () => {
    const mutex = new Mutex()
    const first = await mutex.acquire()
    const got: string[] = []
    const second = mutex.acquire().then((release) => {
      got.push('second')
      return release
    })
    const third = mutex.acquire().then((release) => {
      got.push('third')
      return release
    })
    await settle()
    expect(got).toEqual([])
    first()
    first()
    await settle()
    expect(got).toEqual(['second'])
    first()
    await settle()
    expect(got).toEqual(['second'])
    ;(await second)()
    await settle()
    expect(got).toEqual(['second', 'third'])
    ;(await third)()
  })

  it('is let go by work that fails', async () => {
    const mutex = new Mutex()
    await expect(
      mutex.run(async () => {
        throw new Error('no ink')
      }),
    ).rejects.toThrow('no ink')
    expect(await mutex.run(async () => 'next')).toBe('next')
  })

  it('tells whoever waits longer than its patience, and lets the next one wait on', async () => {
    const mutex = new Mutex(5_000)
    const first = await mutex.acquire()
    const refused = expect(mutex.acquire()).rejects.toThrow(
      new Error(
        'The database has been busy for 5 s: another write does not end. Try again; if it persists, restart the server.',
      ),
    )
    await vi.advanceTimersByTimeAsync(4_999)
    const later: string[] = []
    const third = mutex.acquire().then((release) => {
      later.push('third')
      return release
    })
    await vi.advanceTimersByTimeAsync(1)
    await refused
    // The one who gave up is not in the way, and nobody gets in while the first still holds it.
    expect(later).toEqual([])
    first()
    await settle()
    expect(later).toEqual(['third'])
    ;(await third)()
  })

  it('has patience for half a minute, unless told otherwise', async () => {
    const mutex = new Mutex()
    const first = await mutex.acquire()
    let outcome = 'waiting'
    const second = mutex.acquire().then(
      (release) => {
        outcome = 'let in'
        return release
      },
      (error: Error) => {
        outcome = error.message
        return () => undefined
      },
    )
    await vi.advanceTimersByTimeAsync(29_999)
    expect(outcome).toBe('waiting')
    await vi.advanceTimersByTimeAsync(1)
    expect(outcome).toMatch(/^The database has been busy for 30 s/)
    await second
    first()
    ;(await mutex.acquire())()
  })
})
