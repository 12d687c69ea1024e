// node --expose-gc test/bench/growth.ts [guides…]: planning and rendering the pages of a site of so many guides, without
// prints, as time per guide and memory. The guides are copies of the sample's. The peer is a bare loop of Handlebars over
// the same templates and ready views, to the same bytes.
import type { OutputFile } from '#domain/publish/outputs.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { copiedGuides as copied } from './copied-guides.ts'
import { sampleSnapshot } from './sample.ts'
import { watchMemory } from './memory.ts'

const { pageFiles } = await import('#worker/publish/pages.ts')
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
  globalThis.gc?.()
  const memory = watchMemory()
  const all = spent(() =>
    pageFiles(whole, new Map(), settings).reduce((bytes, file) => {
      const { byteLength } = file.make() as Uint8Array
      memory.look()
      return bytes + byteLength
    }, 0),
  )
  const each = (ms: number): string => `${(ms / guides).toFixed(1)} ms`
  process.stdout.write(
    `${guides} guides, ${peer.made} pages, a guide: plan ${each(planned.ms - copying.ms)}, plan and HTML ` +
      `${each(ours.ms)}, bare Handlebars ${each(peer.ms)} (×${(ours.ms / peer.ms).toFixed(2)}), with feeds and ` +
      `other forms ${each(all.ms)}; ${memory.end()}\n`,
  )
}
process.exit(0)
