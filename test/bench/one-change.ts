// node test/bench/one-change.ts [guides…]: a release after one entry of one guide changed, beside a release that makes
// everything, without prints and database: planning, rendering, compression, and what goes to disk.
import { join } from 'node:path'
import { hashOf } from '#domain/hash.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import type { Release } from '#pipelines/release/current.ts'
import { copiedGuides } from './copied-guides.ts'
import { dataDir, sampleSnapshot } from './sample.ts'

const { snapshotFrom } = await import('#domain/publish/snapshot.ts')
const { pageFiles } = await import('#worker/publish/pages.ts')
const { ReleaseWriter } = await import('#pipelines/release/write.ts')
const { releasesFolder } = await import('#pipelines/release/current.ts')

const SIZES = process.argv.slice(2).map(Number)
const ROUNDS = 3
const settings = { timeZone: 'UTC', publicUrl: 'https://guides.example.org', code: '' }
const sample = await sampleSnapshot()
let sequence = 0

/** Writes a release. @returns what it took. */
async function release(snapshot: Snapshot, previous: Release | null) {
  sequence += 1
  const start = performance.now()
  // As the worker does whose last check found nothing.
  const isSound = (): boolean => true
  const writer = await ReleaseWriter.begin({ dataDir, sequence, snapshot: snapshot.hash, previous, isSound })
  const files = pageFiles(snapshot, new Map(), settings)
  const planned = performance.now() - start
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
    planned,
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
    before = await release(changed(copiedGuides(sample, guides), round), before)
    rounds.push(before)
  }
  const ms = best(rounds.map((each) => each.ms))
  process.stdout.write(
    `${guides} guides, ${full.made} files in ${(full.ms / 1000).toFixed(1)} s; one change: ${before.made} files made, ` +
      `${ms.toFixed(0)} ms, of it planning ${best(rounds.map(({ planned }) => planned)).toFixed(0)} ms ` +
      `(1/${(full.ms / ms).toFixed(1)} of everything)\n`,
  )
}
process.exit(0)
