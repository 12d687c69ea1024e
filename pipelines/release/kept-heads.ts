import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '#domain/hash.ts'
import type { KeptHead, RecordProblem } from '#domain/publish/record.ts'
import { RELEASE, sequenceOf } from '#lib/release-names.ts'
import { releasesFolder } from './current.ts'
import { MANIFEST, type Manifest } from './manifest.ts'

const SUFFIX = '.heads.json'

/**
 * The releases that are there, and those of which only the files beside them are left. What is newer than any that is
 * there was never finished.
 */
function keptOf(names: readonly string[]): string[] {
  const there = names.filter((name) => RELEASE.test(name))
  const newest = Math.max(...there.map(sequenceOf))
  const pruned = names
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => name.slice(0, -SUFFIX.length))
    .filter((name) => RELEASE.test(name) && sequenceOf(name) < newest)
    .filter((name) => names.includes(`${name}.${MANIFEST}`))
  return [...new Set([...there, ...pruned])].sort()
}

/** The chain heads kept with each release, with any problems found in them. */
export async function readKeptHeads(
  dataDir: string,
): Promise<{ kept: Map<string, KeptHead[]>; problems: RecordProblem[] }> {
  const folder = releasesFolder(dataDir)
  const names: string[] = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const kept = new Map<string, KeptHead[]>()
  const problems: RecordProblem[] = []
  for (const name of keptOf(names)) {
    const about = `release ${name}`
    try {
      const at = names.includes(name) ? join(folder, name, MANIFEST) : join(folder, `${name}.${MANIFEST}`)
      const manifest = JSON.parse(await readFile(at, 'utf8')) as Manifest
      const text = await readFile(join(folder, `${name}${SUFFIX}`), 'utf8')
      if (sha256(text) !== manifest.heads)
        problems.push({ about, problem: 'its heads file is not the one that its manifest names' })
      kept.set(name, JSON.parse(text) as KeptHead[])
    } catch (error) {
      problems.push({ about, problem: `what it kept cannot be read: ${(error as Error).message}` })
    }
  }
  return { kept, problems }
}
