import { PUBLISHER } from '#domain/desk/actors.ts'
import { canonical } from '#domain/canonical.ts'
import type { Logger } from '#lib/log.ts'
import { readReleaseCheck, writeReleaseCheck } from '#lib/release-check.ts'
import { currentName } from '#lib/release-names.ts'
import { checkRelease } from '#pipelines/release/check.ts'
import { readRelease } from '#pipelines/release/current.ts'
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

/**
 * Compares the current release with its manifest. Altered, emptied or missing files are logged, and a publication
 * that rebuilds them is requested.
 */
export async function checkCurrent(context: Context, log: Logger): Promise<void> {
  const { payload, clock, env } = context
  const wasLost = await mendAndSay(env.dataDir, log)
  const name = await currentName(env.dataDir)
  if (name === null) return wasLost ? askToMend(context) : undefined
  const release = await readRelease(env.dataDir, name)
  const damaged = release && (await isTrue(payload)(release)) ? await checkRelease(release) : [LOST_MANIFEST]
  if ((await currentName(env.dataDir)) !== name) return // its successor was just made
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
