import { afterEach, expect, vi } from 'vitest'

// Fails on unexpected console output, which nobody would see otherwise.
const noisy = (['error', 'warn'] as const).map((method) => vi.spyOn(console, method))

afterEach(() => {
  for (const spy of noisy) {
    expect(spy.mock.calls, 'nothing is written to the console').toEqual([])
    spy.mockClear()
  }
})
