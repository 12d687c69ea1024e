import { describe, expect, it } from 'vitest'
import { stepped } from '#admin/use-pointed.ts'

describe('the keys of a list', () => {
  it.each<[string, number, number, number | null]>([
    ['ArrowDown', 0, 3, 1],
    ['ArrowDown', 2, 3, 0],
    ['ArrowUp', 0, 3, 2],
    ['ArrowDown', -1, 3, 0],
    ['ArrowUp', -1, 3, 2],
    ['PageDown', 0, 9, 5],
    ['PageDown', 6, 9, 8],
    ['PageUp', 2, 9, 0],
    ['PageUp', -1, 9, 8],
    ['ArrowDown', -1, 0, null],
    ['Enter', 0, 3, null],
  ])('%s at %i of %i leads to %s', (key, at, count, next) => {
    expect(stepped(key, at, count)).toBe(next)
  })
})
