import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { GuideProblem } from '#domain/guide-parts.ts'
import type { PublishProblem } from '#domain/publish-problems.ts'

/** What the last publication found. It stands in the data folder, so that it can be read while the database is away. */
export interface PublishingState {
  /** Instant, ISO 8601. */
  at: string
  release: string
  /** What could not be published as it is, since when. */
  problems: (PublishProblem & { since: string })[]
  /** Guides that are not whole. */
  guides: GuideProblem[]
}

const fileOf = (dataDir: string): string => join(dataDir, 'publishing.json')

/** What the last publication found; null before the first. */
export async function readPublishingState(dataDir: string): Promise<PublishingState | null> {
  try {
    return JSON.parse(await readFile(fileOf(dataDir), 'utf8')) as PublishingState
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || error instanceof SyntaxError) return null
    throw error
  }
}

export async function writePublishingState(dataDir: string, state: PublishingState): Promise<void> {
  const file = fileOf(dataDir)
  const part = `${file}.${process.pid}.part`
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await writeFile(part, `${JSON.stringify(state)}\n`, { mode: 0o600 })
  await rename(part, file)
}
