import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '#domain/hash.ts'
import type { KeptHead, RecordProblem } from '#domain/publish/record.ts'
import { releasesFolder } from './current.ts'
import { MANIFEST, type Manifest } from './manifest.ts'

const SUFFIX = '.heads.json'

/** The chain heads kept with each release, with any problems found in them. */
export async function readKeptHeads(
  dataDir: string,
): Promise<{ kept: Map<string, KeptHead[]>; problems: RecordProblem[] }> {
  const folder = releasesFolder(dataDir)
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const kept = new Map<string, KeptHead[]>()
  const problems: RecordProblem[] = []
  for (const name of names.filter((each) => /^\d{6,}-[0-9a-f]+$/.test(each)).sort()) {
    const about = `release ${name}`
    try {
      const manifest = JSON.parse(await readFile(join(folder, name, MANIFEST), 'utf8')) as Manifest
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
