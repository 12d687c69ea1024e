import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BackupManifest } from '#domain/publish/backup/manifest.ts'
import { dayIn } from '#domain/dates.ts'
import { isListOf, isShape, isText } from '#domain/checks.ts'
import type { Target } from '#domain/publish/targets.ts'
import { manifestHash, parseManifest, releaseName, type Manifest } from '#pipelines/release/manifest.ts'
import { releaseAt, reserveNumber, writeReleaseRow } from '#store/publish/releases.ts'
import type { StoreRequest } from '#store/rows.ts'

/** What readers have seen at the targets of releases, which may be newer than a backup. */
export interface Seen {
  /** The newest release there; null where none could be read. */
  release: { name: string; manifest: Manifest } | null
  /** Public changes there, newest first: as many as a feed lists. */
  changes: { seq: number; title: string }[]
  /** Targets that could not be read. */
  unread: string[]
}

export const NOTHING_SEEN: Seen = { release: null, changes: [], unread: [] }

/** Numbers that are left out where nobody can say which ones readers have seen. */
const LEFT_OUT = 1_000

const isFeed = isShape<{ items: { id: string; title: string }[] }>({
  items: isListOf(isShape<{ id: string; title: string }>({ id: isText, title: isText })),
})

/** The changes that a feed lists. */
function changesIn(text: string): Seen['changes'] {
  const feed: unknown = JSON.parse(text)
  return isFeed(feed)
    ? feed.items.flatMap(({ id, title }) => {
        const seq = Number(/change\/(\d+)$/.exec(id)?.[1] ?? 0)
        return seq > 0 ? [{ seq, title }] : []
      })
    : []
}

/** Reads a file of the release that a target has; null where it cannot be. */
export type ReadTarget = (target: Target, path: string) => Promise<string | null>

/** Reads the folders among the targets. */
export const readFolder: ReadTarget = (target, path) =>
  target.kind === 'folder'
    ? readFile(join(target.path, 'current', path), 'utf8').catch(() => null)
    : Promise.resolve(null)

/** What readers have seen at these targets. */
export async function seenAt(targets: readonly Target[], read: ReadTarget): Promise<Seen> {
  const seen: Seen = { release: null, changes: [], unread: [] }
  for (const target of targets) {
    const manifest = parseManifest((await read(target, 'manifest.json')) ?? '')
    if (!manifest) {
      seen.unread.push(target.address)
      continue
    }
    if (seen.release && seen.release.manifest.sequence >= manifest.sequence) continue
    seen.release = { name: releaseName(manifest.sequence, manifest.snapshot), manifest }
    seen.changes = changesIn((await read(target, 'feed.json')) ?? '{}')
  }
  return seen
}

/** The changes that readers have seen and a backup does not have. */
export const lostSince = ({ changes }: Pick<BackupManifest, 'changes'>, seen: Seen): Seen['changes'] =>
  seen.changes.filter(({ seq }) => seq > changes)

/** The number of the newest change that readers may have seen. */
export const changesUpTo = ({ changes }: Pick<BackupManifest, 'changes'>, seen: Seen): number =>
  seen.release ? Math.max(changes, ...seen.changes.map(({ seq }) => seq)) : changes + LEFT_OUT

/**
 * Goes on with the numbers of releases after the newest that readers have seen; where none could be read, well after
 * that of the backup. @returns the number after which it goes on.
 */
export async function enterSeen(
  req: StoreRequest,
  { newest, made }: Pick<BackupManifest, 'newest' | 'made'>,
  seen: Seen,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<number> {
  const known = newest?.sequence ?? 0
  if (seen.release) {
    const { name, manifest } = seen.release
    if (manifest.sequence <= known || (await releaseAt(req, name))) return known
    const entered = { name, manifest, manifestHash: manifestHash(manifest), rendered: 0, printed: 0 }
    await writeReleaseRow(req, entered)
    return manifest.sequence
  }
  if (newest === null) return 0
  const sequence = known + LEFT_OUT
  await reserveNumber(req, {
    sequence,
    at: made > now.toISOString() ? made : now.toISOString(),
    day: dayIn(timeZone, now),
  })
  return sequence
}
