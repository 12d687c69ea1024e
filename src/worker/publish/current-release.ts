import type { Damage } from '#domain/publish/damage.ts'
import { readReleaseCheck, writeReleaseCheck } from '#lib/release-check.ts'
import { currentName } from '#lib/release-names.ts'
import { outlineProblems } from '#pipelines/release/check.ts'
import { readRelease, type Release } from '#pipelines/release/current.ts'
import { manifestHash } from '#pipelines/release/manifest.ts'
import { mendCurrent, newestUsable } from '#pipelines/release/mend.ts'
import { manifestHashOf } from '#store/publish/releases.ts'
import type { Payload } from 'payload'

export const LOST_MANIFEST: Damage = { path: '/manifest.json', problem: 'is lost or was altered' }

/** Whether the manifest of a release is the one that was published, where the database knows it. */
export const isTrue =
  (payload: Payload) =>
  async ({ name, manifest }: Release): Promise<boolean> => {
    const known = await manifestHashOf({ payload }, name)
    return known === null || known === manifestHash(manifest)
  }

interface Usable {
  /** The release that readers see; null where there is none whose manifest can be used. */
  current: Release | null
  /** The release of which what is whole is used again: the current one, where it can be. */
  usable: Release | null
  /** What is wrong with the current one, so that another must take its place; its files are looked at as they are used. */
  damage: Damage[]
  /** The link to it, where that was lost and put back. */
  link: Damage[]
}

/** What is published now, as far as the next release can be made from it: whatever the state of the folder. */
export async function currentToUse(payload: Payload, dataDir: string): Promise<Usable> {
  const mended = await mendCurrent(dataDir)
  const link = mended ? [{ path: 'current', problem: 'was lost' }] : []
  const name = await currentName(dataDir)
  const found = name === null ? null : await readRelease(dataDir, name)
  if (found && (await isTrue(payload)(found)))
    return { current: found, usable: found, damage: await outlineProblems(found), link }
  const usable = await newestUsable(dataDir, isTrue(payload))
  return { current: null, usable, damage: name === null ? [] : [LOST_MANIFEST], link }
}

/** Notes that what was damaged in the release before is whole in this one. */
export async function noteMended(
  dataDir: string,
  mended: { at: string; release: string; damage: Damage[] },
): Promise<void> {
  const before = await readReleaseCheck(dataDir)
  await writeReleaseCheck(dataDir, {
    at: mended.at,
    release: mended.release,
    damaged: [],
    mended: mended.damage.length > 0 ? mended : (before?.mended ?? null),
  })
}
