import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { imported, recourse } from '../support/command.ts'

/** What a command that only reads never loads: each takes a second, and memory. */
const HEAVY =
  /\/node_modules\/(next|react|react-dom|lexical|puppeteer|puppeteer-core|@lexical\/[^/]+|@payloadcms\/(next|ui|richtext-lexical)|@puppeteer\/browsers)\//

const NOTES = pathToFileURL(join(import.meta.dirname, '../support/note-modules.mjs')).href

describe('a command loads what it needs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-modules-'))
  let dataDir: string
  beforeAll(async () => {
    dataDir = await imported()
  })
  afterAll(() => {
    for (const each of [folder, dataDir]) rmSync(each, { recursive: true, force: true })
  })

  /** What a command says, and the modules that it loaded. */
  async function modulesOf(args: string[]): Promise<{ code: number | null; modules: string[] }> {
    const notes = join(folder, args.join('-'))
    const { code } = await recourse(dataDir, args, {
      env: { NODE_OPTIONS: `--import=${NOTES}`, NOTE_MODULES: notes },
    })
    return { code, modules: readFileSync(notes, 'utf8').split('\n') }
  }

  it.each([[['--help']], [['status']], [['verify', 'events']]])('recourse %s', async (args) => {
    const { code, modules } = await modulesOf(args)
    expect(code).toBe(0)
    expect(modules.some((url) => url.endsWith('/src/cli/main.ts'))).toBe(true)
    expect(modules.filter((url) => HEAVY.test(url))).toEqual([])
  })

  it('and help nothing but what it says', async () => {
    const { modules } = await modulesOf(['--help'])
    expect(modules.filter((url) => /\/node_modules\/(?!commander\/)/.test(url))).toEqual([])
  })

  it('and the record neither templates nor the other database', async () => {
    const { modules } = await modulesOf(['verify', 'events'])
    expect(
      modules.filter((url) => /\/templates\/|\/node_modules\/(mongoose|mongodb|handlebars)\//.test(url)),
    ).toEqual([])
  })

  it('and the whole where the record has no places: it says the same again', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'recourse-empty-'))
    const verify = () => recourse(empty, ['verify', 'events'])
    try {
      const [first, again] = [await verify(), await verify()]
      expect([again.code, again.stdout]).toEqual([first.code, first.stdout])
      expect(first.stdout).not.toBe('')
      expect(again.stderr).not.toContain('TypeError')
    } finally {
      rmSync(empty, { recursive: true, force: true })
    }
  })

  it('and one that writes all of it: the list of what is heavy is of packages that are there', async () => {
    const { modules } = await modulesOf(['user', 'list'])
    expect(modules.some((url) => HEAVY.test(url))).toBe(true)
  })
})
