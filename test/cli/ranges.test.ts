import { expect, it } from 'vitest'
import { plainRange } from '#cli/serve/ranges.ts'

it.each<[range: string, plain: string | null]>([
  ['bytes=0-9', 'bytes=0-9'],
  ['bytes=90-', 'bytes=90-99'],
  ['bytes=90-1000', 'bytes=90-99'],
  ['bytes=-5', 'bytes=95-99'],
  ['bytes=-1000', 'bytes=0-99'],
  ['Bytes=0-1', 'bytes=0-1'],
  ['bytes= 0-9', 'bytes=0-9'],
  // Behind the end: 416
  ['bytes=100-', 'bytes=100-'],
  ['bytes=100-120', 'bytes=100-'],
  ['bytes=-0', 'bytes=100-'],
  // Left out of account: the whole file
  ['bytes=10-5', null],
  ['bytes=0-0', null],
  ['bytes=0-1,3-4', null],
  ['bytes=0-1, -1', null],
  ['lines=0-9', null],
  ['bytes=a-b', null],
  ['bytes=5', null],
  ['bytes=-', null],
  ['bytes=', null],
  ['0-9', null],
  ['', null],
  ['bytes=1e1-20', null],
  ['bytes=9999999999999999999999-', null],
])('“%s” of a hundred bytes is %s', (range, plain) => {
  expect(plainRange(range, 100, false)).toBe(plain)
})

it('is the whole file where the request has a condition that a weak tag cannot meet', () => {
  expect(plainRange('bytes=0-9', 100, true)).toBeNull()
})
