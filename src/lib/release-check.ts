import { join } from 'node:path'
import type { Damage } from '#domain/publish/damage.ts'
import { readJson, writeJson } from './json-file.ts'

/** Result of comparing a release with its manifest. Stored in the data folder, next to the releases. */
export interface ReleaseCheck {
  /** Time of the last check, ISO 8601. */
  at: string
  release: string
  /** Files that differ from the manifest and are not rebuilt yet. */
  damaged: Damage[]
  /** The last repair, with its time. */
  mended: { at: string; release: string; damage: Damage[] } | null
}

const fileOf = (dataDir: string): string => join(dataDir, 'release-check.json')

/** Result of the last check; null before the first. */
export async function readReleaseCheck(dataDir: string): Promise<ReleaseCheck | null> {
  const state = await readJson<Partial<ReleaseCheck>>(fileOf(dataDir))
  if (typeof state?.at !== 'string' || typeof state.release !== 'string') return null
  return { at: state.at, release: state.release, damaged: state.damaged ?? [], mended: state.mended ?? null }
}

export const writeReleaseCheck = (dataDir: string, state: ReleaseCheck): Promise<void> =>
  writeJson(fileOf(dataDir), state)
