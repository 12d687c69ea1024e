// node test/bench/growth.ts [guides…]: planning and rendering the pages of a site of so many guides, without prints, as
// time per guide, and the memory of the process that renders, from /proc, over what it uses for a single guide. The guides
// are copies of the sample's. The peer is a bare loop of Handlebars over the same templates and ready views, to the same
// bytes.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { OutputFile } from '#domain/publish/outputs.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { copiedGuides as copied } from './copied-guides.ts'
import { dataDir, sampleSnapshot } from './sample.ts'
import { megabytes } from './memory.ts'

const { EVERY_PRINT } = await import('#domain/publish/paths.ts')
const { inParallel } = await import('#lib/in-parallel.ts')
const { pageFiles } = await import('#worker/publish/pages.ts')
const { Renderer } = await import('#worker/publish/renderer/renderer.ts')
const { pagesOf, plannedPages } = await import('#pipelines/html/pages.ts')
const { filesOfPages } = await import('#pipelines/html/output.ts')
const { headOf } = await import('#pipelines/html/head.ts')
const { fill, pagePolicy } = await import('#templates/engine.ts')

const SIZES = process.argv.slice(2).map(Number)
const PUBLIC_URL = 'https://guides.example.org'

/** User time of this process that some work takes, in milliseconds: the machine may be busy with something else. */
function spent(work: () => number): { ms: number; made: number } {
  const before = process.cpuUsage()
  const made = work()
  const { user, system } = process.cpuUsage(before)
  return { ms: (user + system) / 1000, made }
}

const of = await sampleSnapshot()
const settings = { timeZone: 'UTC', publicUrl: PUBLIC_URL, code: '' }
const encoder = new TextEncoder()
const html = (snapshot: Snapshot): OutputFile[] =>
  filesOfPages(plannedPages(snapshot, new Map(), 'UTC'), settings)
const made = (files: OutputFile[]): number =>
  files.reduce((bytes, file) => bytes + (file.make() as Uint8Array).byteLength, 0)

/** A bare loop over views that are ready, to the bytes of each page. */
function bare(snapshot: Snapshot): { ms: number; made: number } {
  const pages = pagesOf(snapshot, new Map(), 'UTC')
  const views = pages.map((page) => ({ ...page.view, ...headOf(page, PUBLIC_URL), csp: pagePolicy }))
  return spent(() => {
    let bytes = 0
    for (const [at, { template }] of pages.entries())
      bytes += encoder.encode(fill(template, views[at] ?? {})).byteLength
    return bytes && pages.length
  })
}

/** The most bytes that a process ever used. */
const mostOf = (pid: number): number =>
  1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])

/** What rendering a site adds to the memory of the process that renders: the most, for one guide and for all. */
async function rendered(snapshot: Snapshot): Promise<{ one: number; all: number }> {
  const renderer = new Renderer()
  const pid = Number(
    readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ').at(-1),
  )
  const render = async (what: Snapshot): Promise<number> => {
    await renderer.take(what, { ...settings, browser: { path: '', version: '' }, prints: EVERY_PRINT })
    const folder = join(dataDir, 'rendered')
    mkdirSync(folder)
    await inParallel([...(await renderer.pages(new Map())).entries()], 8, async ([index, { path }]) => {
      await renderer.write(path, join(folder, String(index)))
    })
    rmSync(folder, { recursive: true })
    return mostOf(pid)
  }
  const one = await render(copied(of, 1))
  const all = await render(snapshot)
  await renderer.close()
  return { one, all }
}

// What is measured runs as often before as it takes the engine to compile it.
for (let round = 0; round < 2; round += 1) {
  made(pageFiles(copied(of, 10), new Map(), settings))
  bare(copied(of, 10))
}
for (const guides of SIZES.length > 0 ? SIZES : [50, 1000]) {
  // Each is given a snapshot that nobody has looked at.
  const planned = spent(() => html(copied(of, guides)).length)
  const copying = spent(() => copied(of, guides).entries.length)
  const snapshot = copied(of, guides)
  const ours = spent(() => made(html(snapshot)))
  const peer = bare(copied(of, guides))
  const whole = copied(of, guides)
  const all = spent(() => made(pageFiles(whole, new Map(), settings)))
  const memory = await rendered(whole)
  const each = (ms: number): string => `${(ms / guides).toFixed(1)} ms`
  process.stdout.write(
    `${guides} guides, ${peer.made} pages, a guide: plan ${each(planned.ms - copying.ms)}, plan and HTML ` +
      `${each(ours.ms)}, bare Handlebars ${each(peer.ms)} (×${(ours.ms / peer.ms).toFixed(2)}), with feeds and ` +
      `other forms ${each(all.ms)}; the renderer at most ${megabytes(memory.all)}, ` +
      `${megabytes(memory.all - memory.one)} over ${megabytes(memory.one)} for one guide\n`,
  )
}
process.exit(0)
