import { expect, it } from 'vitest'
import { fixedClock, systemClock } from '#lib/clock.ts'

it('stands still, or moves only when it is told to', () => {
  const clock = fixedClock('2026-11-21T10:00:00Z')
  expect(clock.now()).toEqual(new Date('2026-11-21T10:00:00Z'))
  expect(clock.now()).toEqual(clock.now())
  clock.set(new Date('2026-11-22T00:00:00Z'))
  expect(clock.now().toISOString()).toBe('2026-11-22T00:00:00.000Z')
  clock.set('2026-11-20T00:00:00Z')
  expect(clock.now().toISOString()).toBe('2026-11-20T00:00:00.000Z')
})

it('is not moved by what is done with a date that it gave', () => {
  const clock = fixedClock('2026-11-21T10:00:00Z')
  clock.now().setUTCFullYear(1970)
  expect(clock.now().toISOString()).toBe('2026-11-21T10:00:00.000Z')
  const start = new Date('2026-11-21T10:00:00Z')
  const other = fixedClock(start)
  start.setUTCFullYear(1970)
  expect(other.now().toISOString()).toBe('2026-11-21T10:00:00.000Z')
})

it('goes with the system otherwise', () => {
  const before = Date.now()
  const now = systemClock.now().getTime()
  expect(now).toBeGreaterThanOrEqual(before)
  expect(now).toBeLessThanOrEqual(Date.now())
})
