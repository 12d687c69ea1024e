import { describe, expect, it } from 'vitest'
import { isBackOffOver } from '#domain/work.ts'

const NOW = new Date('2026-11-28T10:00:00.000Z')

describe('what rests after it failed', () => {
  it.each([
    [null, true],
    ['2026-11-28T09:59:59.999Z', true],
    ['2026-11-28T10:00:00.000Z', true],
    ['2026-11-28T10:00:00.001Z', false],
    ['2026-11-28T10:10:00.000Z', false],
    // Written while the clock was ahead.
    ['2026-11-28T12:00:00.000Z', true],
    ['2031-01-01T00:00:00.000Z', true],
  ])('until %s: tried again now: %s', (until, now) => {
    expect(isBackOffOver(until, NOW)).toBe(now)
  })
})
