// node test/bench/hugo.ts [guides]: the files of a whole site without prints (pages, feeds, data and other forms, each
// hashed, compressed and on disk), beside Hugo with as many pages of the same words. Needs Debian's `hugo`.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { copiedGuides } from './copied-guides.ts'
import { dataDir, sampleSnapshot } from './sample.ts'

const { pageFiles } = await import('#worker/publish/pages.ts')
const { ReleaseWriter } = await import('#pipelines/release/write.ts')

const GUIDES = Number(process.argv[2] ?? 50)
const ROUNDS = 3

if (spawnSync('hugo', ['version']).status !== 0) {
  process.stdout.write('Hugo is not installed here: there is nothing to compare with.\n')
  process.exit(0)
}

const settings = { timeZone: 'UTC', publicUrl: 'https://guides.example.org', code: '' }
const sample = await sampleSnapshot()

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const isPage = (path: string): boolean => path.endsWith('index.html')

/** Makes all files of a release that reuses nothing. */
async function ours(round: number): Promise<{ ms: number; folder: string; paths: string[] }> {
  const snapshot = copiedGuides(sample, GUIDES)
  const writer = await ReleaseWriter.begin({
    dataDir,
    sequence: round + 1,
    snapshot: snapshot.hash,
    previous: null,
  })
  const paths: string[] = []
  const ms = await timed(async () => {
    const files = pageFiles(snapshot, new Map(), settings)
    paths.push(...files.map(({ path }) => path))
    await writer.add(files)
  })
  return { ms, folder: writer.folder, paths }
}

const LAYOUT =
  '<!doctype html><html lang="en"><head><title>{{ .Title }}</title></head><body>{{ .Content }}</body></html>'

/** A site of Hugo with the words of these pages. */
function hugoSite(folder: string, paths: readonly string[]): string {
  const site = join(dataDir, 'hugo')
  for (const name of ['single', 'list']) write(join(site, 'layouts/_default', `${name}.html`), LAYOUT)
  write(join(site, 'layouts/index.html'), LAYOUT)
  write(join(site, 'config.toml'), `baseURL = "${settings.publicUrl}"\ntitle = "Guides"\n`)
  for (const [at, path] of paths.entries()) {
    const html = readFileSync(join(folder, path), 'utf8')
    const body = html.slice(html.indexOf('<body'), html.lastIndexOf('</body>')).replace(/^<body[^>]*>/, '')
    write(join(site, 'content', dirname(path), '_index.html'), `---\ntitle: "Page ${at}"\n---\n${body}`)
  }
  return site
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

function hugo(site: string): void {
  rmSync(join(site, 'public'), { recursive: true, force: true })
  const { status, stderr, stdout } = spawnSync('hugo', ['--source', site], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`Hugo failed: ${stderr}${stdout}`)
}

const times = { ours: [] as number[], hugo: [] as number[] }
let counts = { files: 0, pages: 0 }
for (let round = 0; round < ROUNDS; round += 1) {
  const { ms, folder, paths } = await ours(round)
  const pages = paths.filter(isPage)
  counts = { files: paths.length, pages: pages.length }
  const site = hugoSite(folder, pages)
  times.ours.push(ms)
  times.hugo.push(await timed(() => hugo(site)))
  rmSync(folder, { recursive: true })
}
const best = (values: number[]): number => Math.min(...values)
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`
process.stdout.write(
  `${GUIDES} guides, ${counts.files} files, ${counts.pages} of them pages: ${seconds(best(times.ours))}; Hugo, the ` +
    `pages alone, ${seconds(best(times.hugo))} (×${(best(times.ours) / best(times.hugo)).toFixed(1)}), best of ${ROUNDS}\n`,
)
process.exit(0)
