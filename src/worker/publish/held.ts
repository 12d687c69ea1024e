import { join } from 'node:path'
import { canonical } from '#domain/canonical.ts'
import { dayIn } from '#domain/dates.ts'
import type { Hold } from '#domain/desk/hold.ts'
import type { Damage } from '#domain/publish/damage.ts'
import { withLock } from '#lib/lock.ts'
import { FORMS, PublishedForms, WORDS } from '#lib/published-forms.ts'
import { readPublishingState } from '#lib/publishing-state.ts'
import { nextSequence, readRelease, type Release } from '#pipelines/release/current.ts'
import { ReleaseFailed, ReleaseWriter } from '#pipelines/release/write.ts'
import { readHold } from '#store/desk/hold.ts'
import { readHeld, type HeldRead } from '#store/publish/held.ts'
import { newestRelease, releaseTimeOf, writeReleaseRow } from '#store/publish/releases.ts'
import type { Context } from '../context.ts'
import { currentToUse, isTrue, noteMended } from './current-release.ts'
import { notePublishing } from './note-publishing.ts'
import { isSignedBy, signingOf } from './signing.ts'

/** Lock file of a data folder: one publication at a time. */
const LOCK = 'publish.lock'
export const withPublishLock = <T>(dataDir: string, work: () => Promise<T>): Promise<T> =>
  withLock(join(dataDir, LOCK), 'Another release is being published', work)

/** Publishing was held or resumed while a release was made: it is not published. */
export class HoldMoved extends Error {
  override name = 'HoldMoved'

  constructor() {
    super('Publishing was held or resumed while this release was made. It is tried again.')
  }
}

/** What readers are to see while publishing is held. */
export interface Held extends HeldRead {
  hold: Hold
  release: Release
}

type Here = Pick<Context, 'payload' | 'clock' | 'env'>

/**
 * @returns null where publishing is not held.
 * @throws {ReleaseFailed} where the release that readers are to have is not on this disk.
 */
export async function heldNow(
  { payload, clock, env: { dataDir, siteTimeZone: timeZone } }: Here,
  unusable?: ReadonlyMap<string, string>,
): Promise<Held | null> {
  const hold = await readHold({ payload })
  if (!hold) return null
  const release = await readRelease(dataDir, hold.release)
  if (!release || !(await isTrue(payload)(release)))
    throw new ReleaseFailed(
      `Publishing is held at release ${hold.sequence}, which is not whole on this disk. Roll back to another release, or resume publishing.`,
    )
  const read = await readHeld(payload, {
    release: hold.release,
    at: await releaseTimeOf({ payload }, hold.release),
    before: new PublishedForms(dataDir, hold.release),
    forms: new PublishedForms(dataDir),
    day: dayIn(timeZone, clock.now()),
    timeZone,
    ...(unusable && { unusable }),
  })
  return { hold, release, ...read }
}

/** @throws {HoldMoved} unless publishing is held by the same event as when a release was begun, or not at all. */
export async function assertHold({ payload }: Pick<Context, 'payload'>, hold: Hold | null): Promise<void> {
  if ((await readHold({ payload }))?.n !== hold?.n) throw new HoldMoved()
}

/** A release that readers have while publishing is held. */
export interface Taken {
  hold: Hold
  name: string
  changed: boolean
  files: number
  problems: HeldRead['base']['problems']
  madeAgain: Damage[]
  news: Awaited<ReturnType<typeof notePublishing>>
}

/**
 * While publishing is held: takes over the files of the earlier release as they are, without rendering anything; does
 * nothing where readers have it already.
 * @returns null where publishing is not held, or something is carried over and must be rendered.
 */
export async function takeHeld(context: Context): Promise<Taken | null> {
  const { payload, clock, env } = context
  const { dataDir } = env
  if (!(await readHold({ payload }))) return null
  return withPublishLock(dataDir, async () => {
    const held = await heldNow(context)
    if (!held) return null
    const { hold } = held
    const now = clock.now()
    const { current, usable, damage, found, link } = await currentToUse(payload, dataDir)
    const newest = await newestRelease({ payload })
    const signing = signingOf({ dataDir, now, newest, usable })
    const { guides = [] } = (await readPublishingState(dataDir)) ?? {}
    const note = (name: string, problems: Taken['problems']) =>
      notePublishing(dataDir, { at: now.toISOString(), release: name, problems, guides, held: hold })

    const shown = (await new PublishedForms(dataDir).all()) ?? null
    const isShown = shown?.held !== undefined && canonical(shown.held) === canonical(held.held)
    if (current && isShown && damage.length + found.length === 0 && isSignedBy(current.manifest, signing)) {
      const { problems } = shown
      const files = current.manifest.files.length
      const news = await note(current.name, problems)
      return { hold, name: current.name, changed: false, files, problems, madeAgain: link, news }
    }
    if (held.read) return null

    return take(context, held, { newest, signing, madeAgain: [...link, ...damage, ...found], note })
  })
}

interface Taking {
  newest: { sequence: number } | null
  signing: ReturnType<typeof signingOf>
  madeAgain: Damage[]
  note: (name: string, problems: Taken['problems']) => Promise<Taken['news']>
}

/** Makes a release of the files of the earlier one. */
async function take(
  context: Context,
  { hold, release, base, heads, held }: Held,
  { newest, signing, madeAgain, note }: Taking,
): Promise<Taken> {
  const { payload, clock, claim, env } = context
  const { dataDir } = env
  const now = clock.now()
  const writer = await ReleaseWriter.begin({
    dataDir,
    sequence: await nextSequence(dataDir, newest?.sequence),
    snapshot: release.manifest.snapshot,
    previous: release,
  })
  try {
    const { damaged } = await writer.keep(() => true)
    const { failed } = await writer.settle()
    const left = [
      ...damaged.map(({ path, problem }) => ({
        path,
        problem: `It ${problem} on disk in release ${hold.sequence}.`,
      })),
      ...failed,
    ]
    const problems = [
      ...base.problems,
      ...left.map(({ path, problem }) => ({ about: path, problem, readers: 'nothing' as const })),
    ]
    const { manifest, manifestHash } = await writer.publish({
      day: release.manifest.day,
      heads: canonical(heads),
      time: now,
      signing,
      beside: { [FORMS]: `${canonical({ ...base, problems, held })}\n`, [WORDS]: '' },
      mayGoOut: async () => {
        await claim?.check()
        await assertHold(context, hold)
      },
    })
    const { name } = writer
    await writeReleaseRow({ payload }, { name, manifest, manifestHash, rendered: 0, printed: 0 })
    await noteMended(dataDir, { at: now.toISOString(), release: name, damage: madeAgain })
    const news = await note(name, problems)
    return { hold, name, changed: true, files: manifest.files.length, problems, madeAgain, news }
  } catch (error) {
    await writer.discard()
    throw error
  }
}
