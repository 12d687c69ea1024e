import { currentName } from '#lib/release-names.ts'
import { isWhole } from './check.ts'
import { isCurrentLost, makeCurrent, readRelease, releaseNames, type Release } from './current.ts'

export interface Mended {
  /** What `current` named; null where it was no link. */
  lost: string | null
  /** The release that readers see now; null where none on disk is whole. */
  now: string | null
}

/**
 * Where `current` is missing, or names what is not there, makes the newest whole release current: readers have
 * something until the next is published, which is due then.
 * @returns what was done; null where nothing was wrong.
 */
export async function mendCurrent(dataDir: string): Promise<Mended | null> {
  if (!(await isCurrentLost(dataDir))) return null
  const lost = await currentName(dataDir)
  for (const name of await releaseNames(dataDir)) {
    const release = await readRelease(dataDir, name)
    if (!release || !(await isWhole(release))) continue
    await makeCurrent(dataDir, name)
    return { lost, now: name }
  }
  return { lost, now: null }
}

/** The newest release whose manifest can be used: files that are whole in it are used again where `current` has none. */
export async function newestUsable(
  dataDir: string,
  isTrue: (release: Release) => Promise<boolean>,
): Promise<Release | null> {
  for (const name of await releaseNames(dataDir)) {
    const release = await readRelease(dataDir, name)
    if (release && (await isTrue(release))) return release
  }
  return null
}
