import { join } from 'node:path'
import { canonical } from '#domain/canonical.ts'
import { dayIn } from '#domain/dates.ts'
import { guideProblemWords } from '#domain/content/guide-parts.ts'
import { formerAddresses } from '#domain/publish/former-addresses.ts'
import { guideProblems } from '#domain/publish/open-guides.ts'
import type { Damage } from '#domain/publish/damage.ts'
import { pagesOnHold } from '#domain/publish/pages-on-hold.ts'
import type { Hold } from '#domain/desk/hold.ts'
import type { PublishProblem } from '#domain/desk/publish-problems.ts'
import { hostFiles } from '#pipelines/hosts/files.ts'
import { RenderFailed } from '#pipelines/html/output.ts'
import { PrintFailed } from '#pipelines/pdf/printer.ts'
import { nextSequence } from '#pipelines/release/current.ts'
import { documentFacts } from '#pipelines/release/manifest.ts'
import { ReleaseWriter, type AddResult } from '#pipelines/release/write.ts'
import { browserVersion } from '#lib/browser-install.ts'
import { codeVersion } from '#lib/code-version.ts'
import { PublishedForms } from '#lib/published-forms.ts'
import { newestRelease, writeReleaseRow } from '#store/publish/releases.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import { currentToUse, noteMended } from './current-release.ts'
import { browserHere } from './browser-here.ts'
import { Gate, GateClosed } from './gate/gate.ts'
import type { Context } from '../context.ts'
import { assertHold, heldNow, HoldMoved, takeHeld, withPublishLock, type Taken } from './held.ts'
import { notePublishing } from './note-publishing.ts'
import { formsOfRelease } from './release-forms.ts'
import { Renderer, type PlannedFile } from './renderer/renderer.ts'
import { isSignedBy, signingOf } from './signing.ts'

export interface PublishStep {
  step: 'snapshot' | 'print' | 'render' | 'done'
  done: number
  total: number
}

export interface PublishOptions {
  /** Reuses nothing from the previous release. */
  full?: boolean
  /** Compares every file that is reused with its hash, also where the last check found nothing wrong. */
  compare?: boolean
  progress?: (step: PublishStep) => void
}

/** File in the data folder with the plans of the last prints. */
const PRINT_PLANS = 'print-plans.json'

/** What renders: this installation's code, by hash, and its browser. */
interface Made {
  code: string
  browser: { path: string; version: string }
}

export interface PublishReceipt {
  /** Folder of the release; of the current one if nothing had changed. */
  name: string
  changed: boolean
  files: number
  rendered: number
  printed: number
  /** Milliseconds per step and in total. */
  milliseconds: { snapshot: number; print: number; render: number; total: number }
  /** What guides lack, in words: those that are unpublished, or stay so without it. */
  missing: string[]
  /** What could not be published in its current form. Everything else was. */
  problems: PublishProblem[]
  /** Files of the previous release that no longer matched their manifest and were rebuilt. */
  madeAgain: Damage[]
  /** Problems that are new since the last publication, and those that are gone. */
  news: { fresh: PublishProblem[]; mended: PublishProblem[] }
  /** Publishing is held: readers have an earlier release, whatever is live. */
  held: Hold | null
}

/** Receipt of a release whose files were taken over as they are. */
const receiptOfTaken = ({ hold, problems, ...taken }: Taken, start: number): PublishReceipt => ({
  ...taken,
  held: hold,
  problems: [...problems],
  rendered: 0,
  printed: 0,
  milliseconds: { snapshot: 0, print: 0, render: 0, total: Math.round(performance.now() - start) },
  missing: [],
})

/**
 * Publishes what is live: snapshot, PDFs, pages, release. The current release stays until the new one is complete.
 * An entry that can't be published in its current form keeps its last published one and doesn't block the others.
 * @throws {ReleaseFailed | PrintFailed | RenderFailed | NoBrowser} naming what failed.
 */
export async function publish(context: Context, options: PublishOptions = {}): Promise<PublishReceipt> {
  const { dataDir } = context.env
  const start = performance.now()
  const taken = await takeHeld(context)
  if (taken) return receiptOfTaken(taken, start)
  const path = await browserHere(context.env)
  const made = {
    ...options,
    code: await codeVersion(process.cwd()),
    browser: { path, version: await browserVersion(path) },
  }
  return withPublishLock(dataDir, async () => {
    const unusable = new Map<string, string>()
    const gate = new Gate(context)
    return withRenderer(context, made, async (renderer) => {
      for (;;) {
        const found = await attempt(context, made, renderer, { unusable, gate })
        if ('receipt' in found) {
          // Readers have the release. Without plans, the next one composes every print.
          await renderer.keepPlans().catch(() => undefined)
          return found.receipt
        }
        for (const [hash, problem] of found.unusable) unusable.set(hash, problem)
      }
    })
  })
}

/** Runs work with a renderer: the kept one, which is kept again unless something fails. */
async function withRenderer<T>(
  { renderer: kept }: Context,
  { code, browser }: Made,
  work: (renderer: Renderer) => Promise<T>,
): Promise<T> {
  const made = canonical({ code, browser: { ...browser } })
  const renderer = (await kept?.lend(made)) ?? new Renderer()
  try {
    const done = await work(renderer)
    if (kept) kept.giveBack(renderer, made)
    else await renderer.close()
    return done
  } catch (error) {
    await renderer.close()
    throw error
  }
}

/** @returns the receipt; or the entries that can't be rendered, for another attempt without them. */
// eslint-disable-next-line max-lines-per-function -- one transaction of files: its steps are read in their order
async function attempt(
  { payload, clock, claim, env }: Context,
  { code, browser, full = false, compare = false, progress = () => undefined }: PublishOptions & Made,
  renderer: Renderer,
  { unusable, gate }: { unusable: ReadonlyMap<string, string>; gate: Gate },
): Promise<{ receipt: PublishReceipt } | { unusable: ReadonlyMap<string, string> }> {
  const { dataDir, siteTimeZone: timeZone, publicUrl, prints } = env
  const start = performance.now()
  const now = clock.now()
  progress({ step: 'snapshot', done: 0, total: 1 })
  const { current, usable, damage, isSound, link } = await currentToUse(payload, dataDir)
  const newest = await newestRelease({ payload })
  const signing = signingOf({ dataDir, now, newest, usable })
  const forms = new PublishedForms(dataDir)
  const hold = await heldNow({ payload, clock, env }, unusable)
  // What needs no rendering was taken over before: publishing was held meanwhile.
  if (hold && !hold.read) throw new HoldMoved()
  const read = hold?.read
    ? { ...hold.read, heads: hold.heads }
    : await readSnapshot(payload, dayIn(timeZone, now), timeZone, { forms, unusable })
  const { snapshot, heads } = read
  const afterSnapshot = performance.now()

  /** Unrenderable entries that no earlier attempt has found. */
  const culprits = async (): Promise<ReadonlyMap<string, string>> =>
    new Map([...(await renderer.unusable())].filter(([hash]) => !unusable.has(hash)))

  const reused = full ? null : (hold?.release ?? usable)
  const writer = await ReleaseWriter.begin({
    dataDir,
    sequence: await nextSequence(dataDir, newest?.sequence),
    snapshot: snapshot.hash,
    previous: reused,
    current: usable,
    ...(!compare && { isSound }),
  })
  try {
    const lost = read.problems.filter(({ readers }) => readers === 'pages').map(({ about }) => about)
    const isLost = pagesOnHold(snapshot, lost)
    const isHeld = (path: string): boolean => isLost(path) || gate.isHeld(path)
    const made = (files: PlannedFile[]): PlannedFile[] => files.filter(({ path }) => !isHeld(path))
    const { kept: held, damaged: left } =
      lost.length > 0 || gate.holdsAny ? await writer.keep(isHeld) : { kept: [], damaged: [] }

    const plans = { file: join(dataDir, PRINT_PLANS), read: !full }
    const settings = { timeZone, publicUrl, prints, code, browser, plans }
    await renderer.take(snapshot, usable ? { ...settings, lastRelease: usable.folder } : settings)
    const pdfs = made(await renderer.documents())
    const printed = await writer.add(pdfs, {
      progress: (done) => progress({ step: 'print', done, total: pdfs.length }),
      mayFail: (error) => error instanceof PrintFailed,
    })
    // If the browser prints nothing at all, no guide is to blame: the whole publication is retried.
    if (printed.failed.length > 0) await renderer.proveBrowser()
    const afterPrint = performance.now()

    const facts = documentFacts([...printed.files, ...held])
    const documents = new Map([...facts].map(([path, each]) => [`/${path}`, each]))
    const planned = made(await renderer.pages(documents))
    const former = formerAddresses(usable?.manifest.files ?? [], planned, isHeld)
    // This server needs none of these: they are for the hosts that releases are pushed to.
    const forHosts = env.publishTo.length > 0 ? hostFiles({ ...env, day: dayIn(timeZone, now) }) : []
    const pages = [...planned, ...(await renderer.former(former)), ...forHosts]
    const rendered = await writer.add(pages, {
      progress: (done) => progress({ step: 'render', done, total: pages.length }),
      mayFail: (error) => error instanceof RenderFailed,
    })
    const settled = await writer.settle()
    if (rendered.failed.length + settled.failed.length > 0) {
      const found = await culprits()
      if (found.size > 0) {
        await writer.discard()
        return { unusable: found }
      }
    }

    // What readers had before, or what was corrected since, waits for no check while publishing is held.
    const leftOut = hold
      ? null
      : await gate.judge({
          renderer,
          read,
          forms,
          folder: writer.folder,
          files: writer.files,
          last: usable,
          full: reused === null,
        })
    if (leftOut) {
      await writer.discard()
      return { unusable: leftOut }
    }

    const problems = [
      ...gate.problems,
      ...read.problems.map((each) =>
        each.readers === 'pages' && held.length === 0 ? { ...each, readers: 'nothing' as const } : each,
      ),
      ...[printed, rendered, settled].flatMap(filesProblems),
      ...left.map(({ path, problem }) => ({
        about: path,
        problem: `It ${problem} on disk, and cannot be made again now.`,
        readers: 'nothing' as const,
      })),
    ]
    const damaged = [...damage, ...printed.damaged, ...rendered.damaged, ...settled.damaged]
    const madeAgain = [...link, ...damaged]
    const guides = guideProblems(snapshot)
    const files = writer.files.length
    const printedAgain = settled.madeAgain.filter((path) => path.endsWith('.pdf')).length
    const counts = {
      rendered: rendered.made + settled.made - printedAgain,
      printed: printed.made + printedAgain,
    }
    const receiptOf = (name: string, changed: boolean): Omit<PublishReceipt, 'news'> => ({
      name,
      changed,
      files,
      ...counts,
      milliseconds: {
        snapshot: Math.round(afterSnapshot - start),
        print: Math.round(afterPrint - afterSnapshot),
        render: Math.round(performance.now() - afterPrint),
        total: Math.round(performance.now() - start),
      },
      missing: guides.map(guideProblemWords),
      problems,
      madeAgain,
      held: hold?.hold ?? null,
    })
    const note = (name: string) =>
      notePublishing(dataDir, {
        at: now.toISOString(),
        release: name,
        problems,
        guides,
        held: hold?.hold ?? null,
      })
    const same =
      !hold &&
      reused &&
      reused === current &&
      damaged.length + left.length === 0 &&
      counts.printed + counts.rendered === 0 &&
      reused.manifest.time <= now.toISOString() &&
      reused.manifest.snapshot === snapshot.hash &&
      reused.manifest.files.length === files &&
      isSignedBy(reused.manifest, signing) &&
      (await forms.all()) !== null
    if (same) {
      await writer.discard()
      return { receipt: { ...receiptOf(reused.name, false), news: await note(reused.name) } }
    }
    const { manifest, manifestHash } = await writer.publish({
      day: snapshot.day,
      heads: canonical(heads),
      time: now,
      signing,
      beside: await formsOfRelease({
        payload,
        dataDir,
        name: writer.name,
        read: { ...read, problems },
        forms,
        held: hold?.held ?? null,
      }),
      mayGoOut: async () => {
        await claim?.check()
        await assertHold({ payload }, hold?.hold ?? null)
      },
    })
    await writeReleaseRow({ payload }, { name: writer.name, manifest, manifestHash, ...counts })
    await noteMended(dataDir, { at: now.toISOString(), release: writer.name, damage: madeAgain })
    progress({ step: 'done', done: 1, total: 1 })
    return { receipt: { ...receiptOf(writer.name, true), news: await note(writer.name) } }
  } catch (error) {
    await writer.discard()
    if (error instanceof GateClosed) {
      const { problems } = error
      const release = current?.name ?? ''
      await notePublishing(dataDir, {
        at: now.toISOString(),
        release,
        problems,
        guides: guideProblems(snapshot),
      })
    }
    const found = error instanceof RenderFailed ? await culprits() : new Map<string, string>()
    if (found.size > 0) return { unusable: found }
    throw error
  }
}

const filesProblems = ({ failed }: AddResult): PublishProblem[] =>
  failed.map(({ path, problem, kept }) => ({
    about: `/${path}`,
    problem: `It could not be made: ${problem}`,
    readers: kept ? 'same' : 'nothing',
  }))
