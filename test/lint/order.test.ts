import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ordered, SECONDS, type Waiting } from '../support/order.ts'

/** One file of each duration: which of two equally long ones is first is no matter. */
const [slow = '', slower = '', slowest = ''] = [
  ...new Map(Object.entries(SECONDS).map(([name, seconds]) => [seconds, name])),
]
  .toSorted(([a], [b]) => a - b)
  .slice(-3)
  .map(([, name]) => name)
const file = (project: string, name: string): Waiting => ({ project, file: name })

describe('the order of test files', () => {
  it('knows only files that exist', () => {
    expect(Object.keys(SECONDS).filter((name) => !existsSync(name))).toEqual([])
  })

  it('begins with the longest that wait, has short ones of no database beside them, then a database after the other', () => {
    const files = [
      file('sqlite', 'a.test.ts'),
      file('mongodb', 'a.test.ts'),
      file('unit', 'b.test.ts'),
      file('unit', 'c.test.ts'),
      file('e2e', slow),
      file('sqlite', slow),
      file('mongodb', slow),
      file('faults', slowest),
      file('e2e', slower),
    ]
    const order = ordered(files, 3)
    expect(order.map(({ project, file: name }) => `${project} ${name}`)).toEqual([
      `faults ${slowest}`,
      `e2e ${slower}`,
      'unit b.test.ts',
      'unit c.test.ts',
      `e2e ${slow}`,
      `mongodb ${slow}`,
      'mongodb a.test.ts',
      `sqlite ${slow}`,
      'sqlite a.test.ts',
    ])
  })

  it('is the same wherever files are found in another order, and loses none', () => {
    const files = ['unit', 'sqlite', 'mongodb', 'faults', 'e2e'].flatMap((project) =>
      ['a', 'b', 'c', slow].map((name) => file(project, name)),
    )
    const order = ordered(files, 3)
    expect(ordered(files.toReversed(), 3)).toEqual(order)
    expect(order).toHaveLength(files.length)
  })
})
