import { join } from 'node:path'
import type { GuideProblem } from '#domain/content/guide-parts.ts'
import type { Hold } from '#domain/desk/hold.ts'
import type { PublishProblem } from '#domain/desk/publish-problems.ts'
import { readJson, writeJson } from './json-file.ts'

/** Result of the last publication. Stored in the data folder, so that it can be read while the database is down. */
export interface PublishingState {
  /** Time, ISO 8601. */
  at: string
  release: string
  /** What could not be published in its current form, and since when. */
  problems: (PublishProblem & { since: string })[]
  /** Incomplete guides. */
  guides: GuideProblem[]
  /** Publishing is held: readers have an earlier release. Absent or null while it is not. */
  held?: Hold | null
}

const fileOf = (dataDir: string): string => join(dataDir, 'publishing.json')

/** Result of the last publication; null before the first, or if the file is damaged. */
export async function readPublishingState(dataDir: string): Promise<PublishingState | null> {
  const state = await readJson<Partial<PublishingState>>(fileOf(dataDir))
  if (typeof state?.at !== 'string' || !Array.isArray(state.problems)) return null
  return {
    at: state.at,
    release: state.release ?? '',
    problems: state.problems,
    guides: state.guides ?? [],
    held: state.held ?? null,
  }
}

export const writePublishingState = (dataDir: string, state: PublishingState): Promise<void> =>
  writeJson(fileOf(dataDir), state)
