import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hashOf } from '#domain/hash.ts'
import { snapshotFrom, type LiveEntry } from '#domain/publish/snapshot.ts'
import { pdfFacts } from '#pipelines/pdf/facts.ts'
import { pdfFiles } from '#pipelines/pdf/output.ts'
import { pageFiles } from '#worker/publish/pages.ts'
import { Renderer } from '#worker/publish/renderer/renderer.ts'
import { change, snapshotOf, world } from '../../fixtures/snapshot.ts'
import { browserPath } from '../../support/browsers.ts'

const snapshot = snapshotOf(world({ changes: [change(1), change(2)] }))
const PDF = 'guides/testland/testland.a4.pdf'

/** Processes that a process has started, with the fields of proc(5) from the state on. */
const startedBy = (pid: number): { pid: number; line: string }[] =>
  readdirSync('/proc').flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
      const line = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')
      return Number(stat[1]) === pid && stat[0] !== 'Z' ? [{ pid: Number(name), line }] : []
    } catch {
      return [] // no process, or one that has just ended
    }
  })

const rendererOf = (pid: number): number | undefined =>
  startedBy(pid).find(({ line }) => line.includes('renderer/child.ts'))?.pid

/** Nice of each thread of a process. */
const nices = (pid: number): number[] =>
  readdirSync(`/proc/${pid}/task`).map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[16]),
  )

describe('the process that renders', () => {
  let folder: string
  let renderer: Renderer
  let settings: Parameters<Renderer['take']>[1]

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'recourse-renderer-'))
    settings = {
      timeZone: 'UTC',
      publicUrl: 'https://guides.example.org',
      prints: { prints: ['guide', 'card'], variants: ['open', 'discreet'] },
      code: 'code',
      browser: { path: await browserPath(), version: 'any' },
    }
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  beforeEach(async () => {
    renderer = new Renderer()
    await renderer.take(snapshot, settings)
  })
  afterEach(() => renderer.close())

  it('is handed everything: it plans what this process would, and makes the same bytes', async () => {
    const plan = (files: readonly { path: string; inputs: string }[]): string[][] =>
      files.map(({ path, inputs }) => [path, inputs])
    const key = hashOf({ code: 'code', browser: 'any' })
    const { publicUrl, timeZone, prints } = settings
    const here = pdfFiles(snapshot, { key, publicUrl, timeZone, ...prints }, () =>
      Promise.reject(new Error('Nothing is printed here.')),
    )
    expect(plan(await renderer.documents())).toEqual(plan(here))
    const facts = new Map(here.map(({ path }, nth) => [`/${path}`, { pages: nth, bytes: 1000 * nth }]))
    const pages = pageFiles(snapshot, facts, settings)
    const there = await renderer.pages(facts)
    expect(plan(there)).toEqual(plan(pages))
    for (const file of pages) {
      const target = join(folder, 'page')
      await renderer.write(file.path, target)
      expect(readFileSync(target).equals(Buffer.from(await file.make())), file.path).toBe(true)
    }
  })

  it('that has a snapshot is handed what the next one has besides, and plans it whole', async () => {
    const { hash: _hash, ...parts } = snapshot
    const [first, ...others] = parts.entries
    const edited = { ...first, edition: { ...first?.edition, hash: hashOf('other') }, order: 7 } as LiveEntry
    const next = snapshotFrom({
      ...parts,
      entries: [...others.slice(1), edited],
      changes: parts.changes.slice(0, -1),
    })
    const { entries, changes } = snapshot
    expect(await renderer.take(snapshot, settings)).toBe(0)
    expect(await renderer.take(next, settings)).toBe(1)
    expect(entries.length + changes.length).toBeGreaterThan(10)
    const plan = (files: readonly { path: string; inputs: string }[]): string[][] =>
      files.map(({ path, inputs }) => [path, inputs])
    expect(plan(await renderer.pages(new Map()))).toEqual(plan(pageFiles(next, new Map(), settings)))
  })

  it.runIf(existsSync('/proc/self/task'))(
    'gives way with every thread, and so does its browser',
    async () => {
      const child = rendererOf(process.pid) ?? 0
      await renderer.documents()
      const target = join(folder, 'print.pdf')
      const facts = await renderer.write(PDF, target)
      expect(facts).toEqual(pdfFacts(readFileSync(target)))
      expect(facts.pages).toBeGreaterThan(1)
      const mine = Math.max(...nices(process.pid))
      expect(Math.min(...nices(child))).toBe(5)
      const browsers = startedBy(child)
      expect(browsers.length).toBeGreaterThan(0)
      // The thread that works: as root, Chromium raises some of those that paint on screens.
      for (const { pid } of browsers) expect(nices(pid)[0]).toBe(5)
      expect(Math.max(...nices(process.pid))).toBe(mine)
    },
  )

  it.runIf(existsSync('/proc/self/task'))('fails what it was asked for where it is killed', async () => {
    await renderer.documents()
    const printing = renderer.write(PDF, join(folder, 'never.pdf'))
    process.kill(rendererOf(process.pid) ?? 0, 'SIGKILL')
    await expect(printing).rejects.toThrow('the process that renders ended (SIGKILL)')
    await expect(renderer.documents()).rejects.toThrow('has ended')
  })

  it.runIf(existsSync('/proc/self/task'))(
    'ends with whoever started it, also where that was killed',
    async () => {
      const code = `const { Renderer } = await import('#worker/publish/renderer/renderer.ts'); new Renderer(); process.stdout.write('begun')`
      const parent = spawn(process.execPath, ['--input-type=module', '-e', code], {
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      await new Promise((resolve) => parent.stdout.once('data', resolve))
      const child = rendererOf(parent.pid ?? 0) ?? 0
      expect(child).toBeGreaterThan(0)
      process.kill(child, 'SIGINT') // of a terminal: it is not for it to say
      parent.kill('SIGKILL')
      await expect.poll(() => existsSync(`/proc/${child}`), { timeout: 15_000 }).toBe(false)
    },
  )
})
