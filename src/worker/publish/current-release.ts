import type { Damage } from '#domain/publish/damage.ts'
import { readReleaseCheck, writeReleaseCheck } from '#lib/release-check.ts'
import { currentName } from '#lib/release-names.ts'
import { outlineProblems } from '#pipelines/release/check.ts'
import { readRelease, type Release } from '#pipelines/release/current.ts'
import { sharedFolderOf } from '#pipelines/release/shared-folders.ts'
import { manifestHash } from '#pipelines/release/manifest.ts'
import { mendCurrent, newestUsable } from '#pipelines/release/mend.ts'
import { manifestHashOf } from '#store/publish/releases.ts'
import type { Payload } from 'payload'

export const LOST_MANIFEST: Damage = { path: '/manifest.json', problem: 'is lost or was altered' }

/** Whether a release's manifest is the published one, as far as the database knows it. */
export const isTrue =
  (payload: Payload) =>
  async ({ name, manifest }: Release): Promise<boolean> => {
    const known = await manifestHashOf({ payload }, name)
    return known === null || known === manifestHash(manifest)
  }

interface Usable {
  /** The release readers see; null if there is none with a usable manifest. */
  current: Release | null
  /** The release whose intact files are reused: the current one, if possible. */
  usable: Release | null
  /** Damage to the current release that requires a new one; its files are checked as they are used, and by the daily check. */
  damage: Damage[]
  /** What the last check found damaged in the current release. */
  found: Damage[]
  /** Whether the last check found nothing wrong with a shared folder of the current release. */
  isSound: (folder: string) => boolean
  /** The `current` link, if it was lost and restored. */
  link: Damage[]
}

/** What the last check of a release found. */
async function foundIn(dataDir: string, name: string): Promise<Pick<Usable, 'found' | 'isSound'>> {
  const check = await readReleaseCheck(dataDir)
  const found = check?.release === name ? check.damaged : []
  const suspect = new Set(found.map(({ path }) => sharedFolderOf(path.slice(1))))
  return { found, isSound: (folder) => !suspect.has(folder) }
}

/** Finds what the next release can be built from, whatever the state of the folder. */
export async function currentToUse(payload: Payload, dataDir: string): Promise<Usable> {
  const mended = await mendCurrent(dataDir)
  const link = mended ? [{ path: 'current', problem: 'was lost' }] : []
  const name = await currentName(dataDir)
  const current = name === null ? null : await readRelease(dataDir, name)
  if (current && (await isTrue(payload)(current))) {
    const damage = await outlineProblems(current)
    return { current, usable: current, damage, ...(await foundIn(dataDir, current.name)), link }
  }
  const usable = await newestUsable(dataDir, isTrue(payload))
  const damage = name === null ? [] : [LOST_MANIFEST]
  return { current: null, usable, damage, found: [], isSound: () => false, link }
}

/** Records that damage in the previous release is repaired in this one. */
export async function noteMended(
  dataDir: string,
  mended: { at: string; release: string; damage: Damage[] },
): Promise<void> {
  const before = await readReleaseCheck(dataDir)
  await writeReleaseCheck(dataDir, {
    at: mended.at,
    release: mended.release,
    // A check of this release may have been faster.
    damaged: before?.release === mended.release ? before.damaged : [],
    mended: mended.damage.length > 0 ? mended : (before?.mended ?? null),
  })
}
