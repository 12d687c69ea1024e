import { NEWEST_KEPT, toPrune, type Dated } from '#domain/publish/pruning.ts'
import { Locked } from '#lib/lock.ts'
import type { Logger } from '#lib/log.ts'
import { PublishedForms } from '#lib/published-forms.ts'
import { readPushedNow } from '#lib/pushed-now.ts'
import { currentName, releasesOnDisk } from '#lib/release-names.ts'
import { readRelease } from '#pipelines/release/current.ts'
import { finishRemovals, removeRelease, removeUnshared } from '#pipelines/release/prune.ts'
import { readHold } from '#store/desk/hold.ts'
import { newestRelease, releaseTimesOf } from '#store/publish/releases.ts'
import type { Context } from '../context.ts'
import { withPublishLock } from './held.ts'

/** At most this many releases are removed after a publication: the next one goes on. */
export const AT_ONCE = 3

type Here = Pick<Context, 'payload' | 'clock' | 'env'>

/** The names of releases that something needs, whatever their age; null where `current` is lost: then none is removed. */
async function neededReleases({ payload, env }: Here): Promise<ReadonlySet<string> | null> {
  const { dataDir, publishTo } = env
  const current = await currentName(dataDir)
  if (current === null) return null
  const hold = await readHold({ payload })
  const newest = await newestRelease({ payload })
  const forms = await new PublishedForms(dataDir).all()
  const pushed = await readPushedNow(
    dataDir,
    publishTo.map(({ address }) => address),
  )
  const names = [current, newest?.name, hold?.release, forms?.held?.release, ...pushed]
  return new Set(names.filter((name) => name !== undefined))
}

/** Releases with their times: as the database knows them, or as their manifest says. */
async function dated({ payload, env: { dataDir } }: Here, names: readonly string[]): Promise<Dated[]> {
  const known = await releaseTimesOf({ payload }, names)
  const found: Dated[] = []
  for (const name of names)
    found.push({
      name,
      at: known.get(name) ?? (await readRelease(dataDir, name))?.manifest.time ?? null,
    })
  return found
}

/** Removes releases by the rule, a few at a time. @returns their names. */
async function removeByRule(here: Here, needed: ReadonlySet<string>): Promise<string[]> {
  const { clock, env } = here
  const { dataDir, siteTimeZone: timeZone } = env
  const names = await releasesOnDisk(dataDir)
  if (names.length <= NEWEST_KEPT) return []
  const given = toPrune(await dated(here, names), { now: clock.now(), timeZone, needed })
  const removed: string[] = []
  for (const name of given) {
    if (removed.length === AT_ONCE) break
    // Somebody may have rolled back meanwhile: nobody waits for this to record it.
    if ((await readHold({ payload: here.payload }))?.release === name) continue
    if (await removeRelease(dataDir, name)) removed.push(name)
  }
  return removed
}

interface Prune {
  /** Looks for folders that no release has any more, also where none was removed now: by a kill or by hand. */
  everything?: boolean
}

/** Removes releases by the rule, and the shared folders that only they had. @returns the names of the releases. */
export async function pruneReleases(here: Here, { everything = false }: Prune = {}): Promise<string[]> {
  const { dataDir } = here.env
  return withPublishLock(dataDir, async () => {
    await finishRemovals(dataDir)
    const needed = await neededReleases(here)
    if (!needed) return []
    const removed = await removeByRule(here, needed)
    if (everything || removed.length > 0) await removeUnshared(dataDir)
    return removed
  })
}

/** The same after a publication, which stands whatever becomes of this: what fails is logged, and the next one tries again. */
export async function pruneAndLog(here: Here, log: Logger, options?: Prune): Promise<void> {
  try {
    const removed = await pruneReleases(here, options)
    if (removed.length > 0) log.info({ releases: removed }, 'old releases were removed')
  } catch (error) {
    if (error instanceof Locked) return
    log.error({ err: error as Error }, 'old releases could not be removed')
  }
}
