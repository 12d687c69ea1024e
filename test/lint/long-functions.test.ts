import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const MOST = 8

it(`at most ${MOST} functions are longer than one reads at a glance, each for a reason that it gives`, () => {
  const files = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.mjs'], { encoding: 'utf8' })
    .trim()
    .split('\n')
  const found = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => /^\s*\/[/*] eslint-disable.*max-lines-per-function/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(found.filter((each) => !/ -- .{10,}$/.test(each))).toEqual([])
  expect(found.length, found.join('\n')).toBeLessThanOrEqual(MOST)
})
