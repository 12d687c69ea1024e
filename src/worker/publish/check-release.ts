import { PUBLISHER } from '#domain/desk/actors.ts'
import { canonical } from '#domain/canonical.ts'
import type { Logger } from '#lib/log.ts'
import { readReleaseCheck, writeReleaseCheck } from '#lib/release-check.ts'
import { currentName } from '#lib/release-names.ts'
import type { Damage } from '#domain/publish/damage.ts'
import { checkRelease, fileProblem } from '#pipelines/release/check.ts'
import { readRelease, type Release } from '#pipelines/release/current.ts'
import { byPath } from '#pipelines/release/manifest.ts'
import { mendCurrent } from '#pipelines/release/mend.ts'
import { askPublish, isPublishing } from '#store/work.ts'
import type { Context } from '../context.ts'
import { isTrue, LOST_MANIFEST } from './current-release.ts'

/** Maximum number of files named per log line. */
const NAMED = 20

/** Restores `current` if it is lost, and logs that. @returns whether it was. */
export async function mendAndSay(dataDir: string, log: Logger): Promise<boolean> {
  const mended = await mendCurrent(dataDir)
  if (!mended) return false
  if (mended.now === null)
    log.error(
      { lost: mended.lost },
      'the current release is lost, and no other is whole: publishing makes it anew',
    )
  else
    log.warn(
      mended,
      'the current release was lost: readers see the last whole one until the next is published',
    )
  return true
}

async function askToMend({ payload, clock }: Context): Promise<void> {
  if (!(await isPublishing({ payload })))
    await askPublish({ payload }, { entry: null, by: PUBLISHER.name, at: clock.now() })
}

/** What was found damaged in a release, of what its successor has from it. */
async function inheritedDamage(release: Release, damaged: readonly Damage[]): Promise<Damage[]> {
  const files = byPath(release.manifest)
  const found: Damage[] = []
  for (const { path } of damaged) {
    const file = files.get(path.slice(1))
    const problem = file ? await fileProblem(release.folder, file) : null
    if (problem !== null) found.push({ path, problem })
  }
  return found
}

/**
 * Compares the current release with its manifest. Where its successor is made meanwhile, the result is of that one, which
 * took over what did not change.
 */
async function damageNow(
  { payload, env }: Context,
  name: string,
): Promise<{ name: string; damaged: Damage[] }> {
  const read = async (each: string): Promise<Release | null> => {
    const release = await readRelease(env.dataDir, each)
    return release && (await isTrue(payload)(release)) ? release : null
  }
  const release = await read(name)
  const damaged = release ? await checkRelease(release) : [LOST_MANIFEST]
  const now = (await currentName(env.dataDir)) ?? name
  if (now === name) return { name, damaged }
  const next = await read(now)
  return { name: now, damaged: next ? await inheritedDamage(next, damaged) : [LOST_MANIFEST] }
}

/**
 * Compares the current release with its manifest. Altered, emptied or missing files are logged, and a publication
 * that rebuilds them is requested.
 */
export async function checkCurrent(context: Context, log: Logger): Promise<void> {
  const { clock, env } = context
  const wasLost = await mendAndSay(env.dataDir, log)
  const asked = await currentName(env.dataDir)
  if (asked === null) return wasLost ? askToMend(context) : undefined
  const { name, damaged } = await damageNow(context, asked)
  const before = await readReleaseCheck(env.dataDir)
  const isKnown = before?.release === name && canonical(before.damaged) === canonical(damaged)
  const at = clock.now().toISOString()
  await writeReleaseCheck(env.dataDir, { at, release: name, damaged, mended: before?.mended ?? null })
  if (damaged.length > 0 && !isKnown)
    log.warn(
      { release: name, count: damaged.length, files: damaged.slice(0, NAMED) },
      'the release is not as it was written: what is wrong is made again',
    )
  if (damaged.length > 0 || wasLost) await askToMend(context)
}

/** Runs the check daily, so that disk loss or tampering is found within a day. */
export const checkDaily = (context: Context, log: Logger): Promise<'done'> =>
  checkCurrent(context, log).then(() => 'done' as const)
