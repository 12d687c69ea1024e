import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const FILE = 'docs/security-asvs.md'
const TEXT = readFileSync(FILE, 'utf8')

/** Requirements of ASVS 5.0.0 at levels 1 and 2. */
const LEVELS_1_AND_2 = 70 + 183

const STATES = [
  'Met',
  'In part',
  'Not met',
  'Not concerned',
  'The operator’s',
  'By a setting',
  'By procedure',
]

const rows = [...TEXT.matchAll(/^\| (\d+\.\d+\.\d+) +\| ([^|]+?) +\| ([^|]+?) +\|$/gm)].map(
  ([, number = '', state = '', reason = '']) => ({ number, state, reason }),
)

/** Files that are named between backticks: with a folder, or with an ending of this repository. */
const filesIn = (reason: string): string[] =>
  [...reason.matchAll(/`([\w@()[\]./-]+)`/g)]
    .map(([, name = '']) => name)
    .filter((name) => /^(?:test|src|collections|deploy|\.github)\/|^[\w.-]+\.(?:ts|json)$/.test(name))

const place = (number: string): number =>
  number.split('.').reduce((sum, part) => sum * 1_000 + Number(part), 0)

it('lists every requirement of levels 1 and 2 once, in order, with a state and a reason', () => {
  expect(rows).toHaveLength(LEVELS_1_AND_2)
  const numbers = rows.map(({ number }) => number)
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => place(a) - place(b)))
  expect(rows.filter(({ state }) => !STATES.includes(state))).toEqual([])
})

it('names no test, file or document that is not there', () => {
  const named = rows.flatMap(({ number, reason }) => filesIn(reason).map((file) => ({ number, file })))
  expect(named.length).toBeGreaterThan(100)
  expect(named.filter(({ file }) => !existsSync(file))).toEqual([])
  const links = [...TEXT.matchAll(/\]\((?!https:)([^)#]+)/g)].map(([, target = '']) => target)
  expect(links.length).toBeGreaterThan(10)
  expect(links.filter((target) => !existsSync(join('docs', target)))).toEqual([])
})
