import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const FOLDER = 'docs/pictures/editors'

const named = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []).sort()

const tests = readdirSync('test/e2e', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join('test/e2e', file), 'utf8'))
  .join('\n')

/** Pictures that nobody looks at are pictures of screens that are gone. */
describe('the pictures for editors', () => {
  it('are each made by one test, and shown once', () => {
    const made = named(tests, /\bpicture\(\s*[\w.]+,\s*[`'"]([^`'"]+)/g)
    expect(made).toEqual(
      readdirSync(FOLDER)
        .map((file) => file.replace(/\.png$/, ''))
        .sort(),
    )
    expect(named(readFileSync('docs/editors.md', 'utf8'), /\(pictures\/editors\/([^)]+)\.png\)/g)).toEqual(
      made,
    )
  })
})
