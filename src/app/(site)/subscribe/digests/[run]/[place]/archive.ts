import { dayIn } from '#domain/dates.ts'
import { notifiedIn } from '#domain/mail/digests.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { archivedRun, archivePage } from '#pipelines/digest/archive.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { readRun } from '#store/mail/digest-runs.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import type { Here } from '../../../../here.ts'

/** How long these pages reuse the live content, in milliseconds: they are open to everyone. */
const FRESH = 60_000

let read: { until: number; snapshot: Promise<Snapshot> } | null = null

function snapshotNow({ payload }: Here): Promise<Snapshot> {
  const now = systemClock.now()
  if (read && now.getTime() < read.until) return read.snapshot
  const snapshot = readSnapshot(payload, dayIn(env().siteTimeZone, now)).then((found) => found.snapshot)
  read = { until: now.getTime() + FRESH, snapshot }
  snapshot.catch(() => (read = null))
  return snapshot
}

/**
 * The page of a digest as sent, for one place.
 * @returns null where there is none.
 */
export async function archivedDigest(
  here: Here,
  segment: string,
  place: string,
  told: string,
): Promise<string | null> {
  const key = archivedRun(segment)
  const run = key === null ? null : await readRun({ payload: here.payload }, key)
  if (run?.state !== 'planned') return null
  const { siteTimeZone: timeZone, publicUrl } = env()
  return archivePage({
    snapshot: await snapshotNow(here),
    run,
    place,
    told: notifiedIn(told, run.toSeq),
    timeZone,
    publicUrl,
  })
}
