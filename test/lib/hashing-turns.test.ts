import { expect, it } from 'vitest'
import { HashingTurns, type Release } from '#lib/hashing-turns.ts'

it('gives turns one after the other, to those who are known first', async () => {
  const turns = new HashingTurns(1)
  const order: string[] = []
  const begun: Promise<Release>[] = []
  for (const who of ['stranger 1', 'stranger 2', 'known 1', 'stranger 3', 'known 2']) {
    const turn = turns.take(who.startsWith('known'))
    if (turn)
      begun.push(
        turn.then((release) => {
          order.push(who)
          return release
        }),
      )
  }
  const [first, second, ...others] = begun
  const release = await first
  await Promise.resolve()
  expect(order).toEqual(['stranger 1'])
  release?.()
  // A turn ends once: whoever ends it again gives nobody else's away.
  release?.()
  ;(await others[0])?.()
  expect(order.slice(0, 2)).toEqual(['stranger 1', 'known 1'])
  ;(await others[2])?.()
  ;(await second)?.()
  ;(await others[1])?.()
  expect(order).toEqual(['stranger 1', 'known 1', 'known 2', 'stranger 2', 'stranger 3'])
})

it('lets no more than twenty strangers wait, and whoever is known always', async () => {
  const turns = new HashingTurns(1)
  const release = await turns.take(false)
  const waiting = Array.from({ length: 20 }, () => turns.take(false))
  expect(waiting.every((turn) => turn !== null)).toBe(true)
  expect(turns.take(false)).toBeNull()
  const known = turns.take(true)
  release?.()
  ;(await known)?.()
  await waiting[0]
  expect(turns.take(false)).not.toBeNull()
})
