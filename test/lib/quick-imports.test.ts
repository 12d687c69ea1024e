import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

/** Packages in each format, with exports by condition, and with packages of their own. */
const LOADED = ['@payloadcms/db-sqlite', 'linkinator', 'zod', 'yaml', '#lib/env.ts']

/** Loads them in a process, and returns each import with what it was found to be. */
function found(first: string): string[] {
  const code = `
    import { registerHooks } from 'node:module'
    ${first}
    const found = new Set()
    registerHooks({ resolve(specifier, context, next) {
      const { url, format } = next(specifier, context)
      if (context.conditions.includes('import'))
        found.add([context.parentURL, specifier, url, format].join(' '))
      return { url, format }
    } })
    for (const name of ${JSON.stringify(LOADED)}) await import(name)
    console.log(JSON.stringify([...found].sort()))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: 'src',
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  return JSON.parse(stdout) as string[]
}

describe('imports that are found quickly', () => {
  it('are the modules that Node finds, in the same format', () => {
    const plain = found('')
    const quick = found(
      "const { importQuickly } = await import('#lib/quick-imports.ts'); importQuickly()",
    ).filter((each) => !each.includes('quick-imports'))
    expect(plain.length).toBeGreaterThan(1_000)
    expect(quick).toEqual(plain)
  })
})
