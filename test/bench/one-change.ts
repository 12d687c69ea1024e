// node test/bench/one-change.ts [guides…]: a release after one entry of one guide changed, beside a release that makes
// everything, without database: planning, rendering, compression, and what goes to disk. Prints are planned and not printed.
import { join } from 'node:path'
import { hashOf } from '#domain/hash.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import type { PrintPlans } from '#pipelines/pdf/output.ts'
import type { Release } from '#pipelines/release/current.ts'
import { copiedGuides } from './copied-guides.ts'
import { dataDir, sampleSnapshot } from './sample.ts'

const { snapshotFrom } = await import('#domain/publish/snapshot.ts')
const { pageFiles } = await import('#worker/publish/pages.ts')
const { planPrints } = await import('#pipelines/pdf/output.ts')
const { ReleaseWriter } = await import('#pipelines/release/write.ts')
const { releasesFolder } = await import('#pipelines/release/current.ts')

const SIZES = process.argv.slice(2).map(Number)
const ROUNDS = 3
const settings = { timeZone: 'UTC', publicUrl: 'https://guides.example.org', code: '' }
const sample = await sampleSnapshot()
let sequence = 0

/** Plans the prints of all guides, from the plans of before. @returns what it took. */
function planned(snapshot: Snapshot, known: PrintPlans): { plans: PrintPlans; ms: number } {
  const start = performance.now()
  const { plans } = planPrints(snapshot, { ...settings, key: '', known }, () =>
    Promise.reject(new Error('Nothing is printed.')),
  )
  return { plans, ms: performance.now() - start }
}

/** Writes a release. @returns what it took. */
async function release(snapshot: Snapshot, previous: Release | null, known: PrintPlans = new Map()) {
  sequence += 1
  const prints = planned(snapshot, known)
  const start = performance.now()
  // As the worker does whose last check found nothing.
  const isSound = (): boolean => true
  const writer = await ReleaseWriter.begin({ dataDir, sequence, snapshot: snapshot.hash, previous, isSound })
  const files = pageFiles(snapshot, new Map(), settings)
  const pages = performance.now() - start
  const { made } = await writer.add(files)
  const { manifest } = await writer.publish({
    day: snapshot.day,
    heads: '{}',
    time: new Date(),
    signing: null,
  })
  const ms = performance.now() - start
  return {
    ms,
    pages,
    prints,
    made,
    name: writer.name,
    manifest,
    folder: join(releasesFolder(dataDir), writer.name),
  }
}

/** The snapshot with other words in the first offence of its first guide. */
function changed(snapshot: Snapshot, round: number): Snapshot {
  const at = snapshot.entries.findIndex(({ kind }) => kind === 'offence')
  const entries = snapshot.entries.map((entry, index) => {
    if (index !== at || entry.kind !== 'offence') return entry
    const content = { ...entry.content, covers: `In other words, round ${round}.` }
    return { ...entry, content, edition: { ...entry.edition, hash: hashOf({ round }) } }
  })
  return snapshotFrom({ ...snapshot, entries })
}

const best = (values: number[]): number => Math.min(...values)
for (const guides of SIZES.length > 0 ? SIZES : [50, 200]) {
  let before = await release(copiedGuides(sample, guides), null)
  const full = before
  const rounds: (typeof before)[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    before = await release(changed(copiedGuides(sample, guides), round), before, before.prints.plans)
    rounds.push(before)
  }
  const ms = best(rounds.map((each) => each.ms))
  process.stdout.write(
    `${guides} guides, ${full.made} files in ${(full.ms / 1000).toFixed(1)} s; one change: ${before.made} files made, ` +
      `${ms.toFixed(0)} ms, of it planning ${best(rounds.map(({ pages }) => pages)).toFixed(0)} ms ` +
      `(1/${(full.ms / ms).toFixed(1)} of everything); prints planned in ` +
      `${best(rounds.map(({ prints }) => prints.ms)).toFixed(0)} ms, of everything in ${full.prints.ms.toFixed(0)} ms\n`,
  )
}
process.exit(0)
