import { afterEach, expect, vi } from 'vitest'

// An unexpected word on the console is a failure that nobody would otherwise see.
const noisy = (['error', 'warn'] as const).map((method) => vi.spyOn(console, method))

afterEach(() => {
  for (const spy of noisy) {
    expect(spy.mock.calls, 'nothing is written to the console').toEqual([])
    spy.mockClear()
  }
})
