import { join } from 'node:path'
import type { Damage } from '#domain/publish/damage.ts'
import { readJson, writeJson } from './json-file.ts'

/** What was found when a release was compared with its manifest. It stands in the data folder, beside what is checked. */
export interface ReleaseCheck {
  /** Instant of the last check, ISO 8601. */
  at: string
  release: string
  /** What was not as it was written, and is not made again yet. */
  damaged: Damage[]
  /** What was made again last, and when. */
  mended: { at: string; release: string; damage: Damage[] } | null
}

const fileOf = (dataDir: string): string => join(dataDir, 'release-check.json')

/** What the last check found; null before the first. */
export async function readReleaseCheck(dataDir: string): Promise<ReleaseCheck | null> {
  const state = await readJson<Partial<ReleaseCheck>>(fileOf(dataDir))
  if (typeof state?.at !== 'string' || typeof state.release !== 'string') return null
  return { at: state.at, release: state.release, damaged: state.damaged ?? [], mended: state.mended ?? null }
}

export const writeReleaseCheck = (dataDir: string, state: ReleaseCheck): Promise<void> =>
  writeJson(fileOf(dataDir), state)
