import { join } from 'node:path'
import type { GuideProblem } from '#domain/content/guide-parts.ts'
import type { PublishProblem } from '#domain/desk/publish-problems.ts'
import { readJson, writeJson } from './json-file.ts'

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

/** What the last publication found; null before the first, and where the file is damaged. */
export async function readPublishingState(dataDir: string): Promise<PublishingState | null> {
  const state = await readJson<Partial<PublishingState>>(fileOf(dataDir))
  if (typeof state?.at !== 'string' || !Array.isArray(state.problems)) return null
  return { at: state.at, release: state.release ?? '', problems: state.problems, guides: state.guides ?? [] }
}

export const writePublishingState = (dataDir: string, state: PublishingState): Promise<void> =>
  writeJson(fileOf(dataDir), state)
