import { currentName } from '#lib/release-names.ts'
import { isWhole } from './check.ts'
import { isCurrentLost, makeCurrent, readRelease, releaseNames, type Release } from './current.ts'

export interface Mended {
  /** What `current` pointed to; null where it was no link. */
  lost: string | null
  /** The release readers see now; null where no complete one is on disk. */
  now: string | null
}

/**
 * Where `current` is missing or its target is, makes the newest complete release current: readers have something
 * until the next is published, which is due then.
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

/** The newest release with a usable manifest: its intact files are reused where `current` is missing. */
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
