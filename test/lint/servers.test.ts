import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('each file of tests that starts a server of its own stops it', () => {
  const files = globSync('test/{e2e,faults,features}/**/*.test.ts')
  const starting = files.filter((file) => /\b(?:sampleServer|startServer)\(/.test(readFileSync(file, 'utf8')))
  expect(starting.length).toBeGreaterThan(10)
  expect(starting.filter((file) => !/\bstop\(/.test(readFileSync(file, 'utf8')))).toEqual([])
})
