import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readEnv, SETTINGS } from '#lib/env.ts'

/** Set by every system, not by who runs this. */
const OF_SYSTEM = ['PATH']
const settings = SETTINGS.filter((name) => !OF_SYSTEM.includes(name))

const example = readFileSync('.env.example', 'utf8')
const uncommented = example.replace(/^# (?=[A-Z_]+=)/gm, '')

describe('the example of settings', () => {
  it('names every setting once, and no other', () => {
    expect(Object.keys(parseEnv(uncommented)).sort()).toEqual([...settings].sort())
    expect(uncommented.match(/^[A-Z_]+=/gm)).toHaveLength(settings.length)
    expect(Object.keys(parseEnv(example))).toEqual([])
  })

  it('shows the defaults, and examples that can be used', () => {
    const given = parseEnv(uncommented)
    expect(readEnv(given).publicUrl).toBe('https://guides.example.org')
    // Paragraphs that do not say “Example” show what holds without them.
    const defaults = uncommented
      .split('\n\n')
      .filter((paragraph) => !/Example/.test(paragraph))
      .join('\n')
    expect(Object.keys(parseEnv(defaults)).length).toBeGreaterThan(10)
    expect(readEnv(parseEnv(defaults))).toEqual(readEnv({}))
  })
})

it('each setting is explained to operators', () => {
  const operations = readFileSync('docs/operations.md', 'utf8')
  expect(settings.filter((name) => !new RegExp(`\`${name}[\`=]`).test(operations))).toEqual([])
})
