import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeVersion, isRendering, RENDERS } from '#lib/code-version.ts'

const FONT = 'node_modules/@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff2'
const OTHER = 'node_modules/@fontsource-variable/noto-sans-thai/unicode.json'

/** What the process that renders loads without making anything with it: it looks at what was made, and at its own size. */
const LOOKS_ON = ['pipelines/gate', 'src/worker/publish/gate', 'src/lib/session-memory.ts']

describe('the version of what renders', () => {
  const root = mkdtempSync(join(tmpdir(), 'recourse-code-'))
  let before: string
  beforeAll(async () => {
    for (const part of ['package-lock.json', 'templates', 'pipelines', 'src/domain', 'src/lib', 'src/worker'])
      cpSync(part, join(root, part), { recursive: true })
    for (const file of [FONT, OTHER]) {
      mkdirSync(dirname(join(root, file)), { recursive: true })
      writeFileSync(join(root, file), 'as it was')
    }
    before = await codeVersion(root)
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  async function afterAnEditOf(file: string): Promise<string> {
    const kept = join(root, 'kept')
    cpSync(join(root, file), kept)
    appendFileSync(join(root, file), '\n')
    try {
      return await codeVersion(root)
    } finally {
      cpSync(kept, join(root, file))
    }
  }

  it.each([
    'templates/engine.ts',
    'templates/views/offence.ts',
    'pipelines/html/pages.ts',
    'pipelines/pdf/printer.ts',
    'pipelines/feeds/atom.ts',
    'src/domain/dates.ts',
    'src/domain/mail/subscribers.ts',
    'src/domain/publish/snapshot.ts',
    'package-lock.json',
    FONT,
    OTHER,
  ])('is another after an edit of %s', async (file) => {
    expect(await afterAnEditOf(file)).not.toBe(before)
  })

  it.each([
    'pipelines/links/linkinator.ts',
    'pipelines/quotes/judge.ts',
    'src/domain/watch/link-checks.ts',
    'src/worker/publish/publish.ts',
    'src/lib/mail.ts',
  ])('is the same after an edit of %s', async (file) => {
    expect(await afterAnEditOf(file)).toBe(before)
  })

  it('is the same where nothing was edited, wherever the folder is', async () => {
    expect(await codeVersion(join(root, 'templates', '..'))).toBe(before)
  })

  it('covers every file that a renderer loads', () => {
    const notes = join(root, 'modules')
    // What prints is loaded with the first print.
    const parts = [
      'src/worker/publish/renderer/rendering.ts',
      'pipelines/pdf/printer.ts',
      'pipelines/pdf/finish/finish.ts',
    ]
    const load = parts.map((part) => `await import('${pathToFileURL(join(process.cwd(), part)).href}')`)
    execFileSync(process.execPath, ['--input-type=module', '-e', load.join(';')], {
      env: {
        ...process.env,
        NODE_OPTIONS: `--import=${pathToFileURL(join(process.cwd(), 'test/support/note-modules.mjs')).href}`,
        NOTE_MODULES: notes,
      },
    })
    const here = pathToFileURL(join(process.cwd(), '/')).href
    const loaded = readFileSync(notes, 'utf8')
      .split('\n')
      .filter((url) => url.startsWith(here) && !url.includes('/node_modules/'))
      .map((url) => url.slice(here.length))
    expect(loaded).toContain('pipelines/pdf/printer.ts')
    const within = (parts: readonly string[], path: string): boolean =>
      parts.some((part) => path === part || path.startsWith(`${part}/`))
    const makes = loaded.filter((path) => !within(LOOKS_ON, path))
    expect(makes.filter((path) => !within(RENDERS, path) || !isRendering(path))).toEqual([])
  })
})
