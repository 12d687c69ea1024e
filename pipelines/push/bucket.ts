import { createHash } from 'node:crypto'
import type { BucketTarget } from '#domain/publish/targets.ts'
import { inParallel } from '#lib/in-parallel.ts'
import { RELEASE, sequenceOf } from '#lib/release-names.ts'
import { bucketProblem } from './bucket-problem.ts'
import { AT_ONCE, BucketStore, type Listed, type StoredPointer } from './bucket-store.ts'
import { publishedBytes } from './published.ts'
import {
  mustFollow,
  outdated,
  PushFailed,
  type PushedFile,
  type PushedRelease,
  type Pushing,
  type PushReceipt,
} from './release.ts'

const POINTER = 'current.json'
const RELEASES = 'releases/'

/** Milliseconds without a byte after which a request is given up; the SDK makes it twice more. */
const SILENCE = 30_000

/** Attempts to replace the pointer while others do. */
const TURNS = 5

const folderOf = (name: string): string => `${RELEASES}${name}/`

/** The release that a pointer names; null for none, or for what is no pointer. */
function namedBy(pointer: StoredPointer | null): string | null {
  try {
    const { name } = JSON.parse(pointer?.text ?? '{}') as { name?: unknown }
    return typeof name === 'string' && RELEASE.test(name) ? name : null
  } catch {
    return null
  }
}

const pointerTo = ({ name, sequence, files }: PushedRelease): string => {
  const manifest = files.find(({ path }) => path === 'manifest.json')?.sha256
  return `${JSON.stringify({ name, sequence, path: folderOf(name), manifest })}\n`
}

/** One push: the store, the files, and the ETags of objects that were found whole. */
interface Work {
  store: BucketStore
  pushing: Pushing
  files: readonly PushedFile[]
  whole: Map<string, string[]>
}

/**
 * Whether an object holds these bytes. The ETag of an object that was stored in one piece is its MD5; where it is
 * another (encrypted with keys of one’s own, stored in parts, altered), the object is read.
 */
async function isSame(
  { store, whole }: Work,
  { folder, file, listed }: { folder: string; file: PushedFile; listed: Listed | undefined },
): Promise<boolean> {
  if (listed?.bytes !== file.bytes) return false
  if (whole.get(file.path)?.includes(listed.etag)) return true
  if ((await store.hashOf(`${folder}${file.path}`)) !== file.sha256) return false
  whole.set(file.path, [...(whole.get(file.path) ?? []), listed.etag])
  return true
}

/** Fills the release’s folder. Objects that are there and whole stay, so that a killed push goes on. */
async function fill(work: Work, previous: string | null): Promise<PushReceipt> {
  const { store, files, whole, pushing } = work
  const { release, signal, reached } = pushing
  const home = folderOf(release.name)
  const found = await store.list(home)
  const before =
    previous === null ? null : { folder: folderOf(previous), listed: await store.list(folderOf(previous)) }
  const receipt = { sentFiles: 0, sentBytes: 0 }
  await inParallel(files, AT_ONCE, async (file) => {
    signal.throwIfAborted()
    const { path } = file
    const bytes = await publishedBytes(release.folder, file)
    const md5 = `"${createHash('md5').update(bytes).digest('hex')}"`
    whole.set(path, [md5])
    if (await isSame(work, { folder: home, file, listed: found.get(path) })) return
    const earlier = before?.listed.get(path)
    // One with another ETag is not read: sending is no dearer.
    if (before && earlier?.bytes === file.bytes && earlier.etag === md5)
      return store.copy(`${before.folder}${path}`, `${home}${path}`, { etag: md5, type: file.type })
    await store.put(`${home}${path}`, file, bytes)
    receipt.sentFiles += 1
    receipt.sentBytes += file.bytes
    reached?.('sending')
  })
  return receipt
}

/** Compares what the bucket has now, and removes what does not belong to the release. */
async function compare(work: Work): Promise<void> {
  const { store, files, pushing } = work
  const folder = folderOf(pushing.release.name)
  const found = await store.list(folder)
  await inParallel(files, AT_ONCE, async (file) => {
    if (await isSame(work, { folder, file, listed: found.get(file.path) })) return
    throw new PushFailed(`/${file.path} is not there as it was sent. It is sent again at the next attempt.`)
  })
  const listed = new Set(files.map(({ path }) => path))
  const strays = [...found.keys()].filter((path) => !listed.has(path))
  await inParallel(strays, AT_ONCE, (path) => store.remove(`${folder}${path}`))
}

/** Replaces the pointer: a reader gets the earlier release or this one. */
async function makeCurrentThere({ store, pushing: { release, mayGoOut } }: Work): Promise<void> {
  const text = pointerTo(release)
  for (let left = TURNS; left > 0; left -= 1) {
    await mayGoOut()
    const there = await store.readPointer(POINTER)
    mustFollow(namedBy(there), release.name, sequenceOf)
    if (there?.text === text || (await store.writePointer(POINTER, text, there))) return
  }
  throw new PushFailed(
    `Others replace ${POINTER} there all the time. Give each installation a target of its own.`,
  )
}

async function prune(store: BucketStore, current: string): Promise<void> {
  const names = (await store.folders(RELEASES)).filter((name) => RELEASE.test(name))
  for (const name of outdated(names, { current, sequenceOf })) {
    const paths = [...(await store.list(folderOf(name))).keys()]
    await inParallel(paths, AT_ONCE, (path) => store.remove(`${folderOf(name)}${path}`))
  }
}

async function intoBucket(store: BucketStore, pushing: Pushing): Promise<PushReceipt> {
  const { release, reached } = pushing
  const there = namedBy(await store.readPointer(POINTER))
  mustFollow(there, release.name, sequenceOf)
  reached?.('begun')
  const files = release.files.filter(({ path }) => !path.endsWith('.br'))
  const work = { store, pushing, files, whole: new Map<string, string[]>() }
  const receipt = await fill(work, there === release.name ? null : there)
  await compare(work)
  reached?.('complete')
  await makeCurrentThere(work)
  reached?.('current')
  await prune(store, release.name)
  reached?.('pruned')
  return receipt
}

/**
 * Pushes a release into a bucket: objects in `releases/<name>/`, and `current.json`, which names them. Objects of the
 * release before are copied there, not sent.
 * @throws {PushFailed} saying what is wrong.
 */
export async function pushToBucket(
  target: BucketTarget,
  pushing: Pushing,
  { silence = SILENCE }: { silence?: number } = {},
): Promise<PushReceipt> {
  const store = new BucketStore(target, pushing.signal, silence)
  try {
    return await intoBucket(store, pushing)
  } catch (error) {
    pushing.signal.throwIfAborted()
    if ((error as Error).name === 'PushFailed') throw error
    throw bucketProblem(error, target) ?? error
  } finally {
    store.close()
  }
}
