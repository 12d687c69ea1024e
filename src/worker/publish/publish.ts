import { canonical } from '#domain/canonical.ts'
import { dayIn } from '#domain/dates.ts'
import { guideProblemWords } from '#domain/content/guide-parts.ts'
import { guideProblems } from '#domain/publish/guides.ts'
import type { Damage } from '#domain/publish/damage.ts'
import type { PublishProblem } from '#domain/desk/publish-problems.ts'
import { RenderFailed } from '#pipelines/html/output.ts'
import { PrintFailed } from '#pipelines/pdf/printer.ts'
import { nextSequence } from '#pipelines/release/current.ts'
import { documentFacts } from '#pipelines/release/manifest.ts'
import { ReleaseWriter, type AddResult } from '#pipelines/release/write.ts'
import { browserVersion } from '#lib/browser-install.ts'
import { codeVersion } from '#lib/code-version.ts'
import { withLock } from '#lib/lock.ts'
import { PublishedForms } from '#lib/published-forms.ts'
import { newestReleaseSeq, writeReleaseRow } from '#store/publish/releases.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import { join } from 'node:path'
import { currentToUse, noteMended } from './current-release.ts'
import { pagesOnHold } from './pages-on-hold.ts'
import { browserHere } from './browser-here.ts'
import type { Context } from '../context.ts'
import { notePublishing } from './note-publishing.ts'
import { formsOfRelease } from './release-forms.ts'
import { Renderer, type PlannedFile } from './renderer/renderer.ts'

export interface PublishStep {
  step: 'snapshot' | 'print' | 'render' | 'done'
  done: number
  total: number
}

export interface PublishOptions {
  /** Uses nothing of the release before. */
  full?: boolean
  progress?: (step: PublishStep) => void
}

/** What renders: the code of this installation, by its hash, and its browser. */
interface Made {
  code: string
  browser: { path: string; version: string }
}

export interface PublishReceipt {
  /** Folder of the release; that of the current one where nothing had changed. */
  name: string
  changed: boolean
  files: number
  rendered: number
  printed: number
  /** Milliseconds for each part and for the whole. */
  milliseconds: { snapshot: number; print: number; render: number; total: number }
  /** What guides are missing: those that are not published, and those that stay so without it. */
  missing: string[]
  /** What could not be published as it is. Everything else was. */
  problems: PublishProblem[]
  /** What was not as it was written in the release before, and was made again. */
  madeAgain: Damage[]
  /** Which of them are new since the last publication, and which are gone. */
  news: { fresh: PublishProblem[]; mended: PublishProblem[] }
}

/**
 * Publishes what is live: snapshot, PDFs, pages, release. The current release stays until the new one is whole. An entry
 * that cannot be published as it is keeps its last published form, and keeps no other from being published.
 * @throws {ReleaseFailed | PrintFailed | RenderFailed | NoBrowser} naming what failed.
 */
export async function publish(context: Context, options: PublishOptions = {}): Promise<PublishReceipt> {
  const { dataDir } = context.env
  const path = await browserHere(context.env)
  const made = {
    ...options,
    code: await codeVersion(process.cwd()),
    browser: { path, version: await browserVersion(path) },
  }
  return withLock(join(dataDir, 'publish.lock'), 'Another release is being published', async () => {
    const unusable = new Map<string, string>()
    const renderer = new Renderer()
    try {
      for (;;) {
        const found = await attempt(context, made, renderer, unusable)
        if ('receipt' in found) return found.receipt
        for (const [hash, problem] of found.unusable) unusable.set(hash, problem)
      }
    } finally {
      await renderer.close()
    }
  })
}

/** @returns the receipt; or entries of which no page can be made, for another attempt without them. */
// eslint-disable-next-line max-lines-per-function -- one transaction of files: its steps are read in their order
async function attempt(
  { payload, clock, claim, env: { dataDir, siteTimeZone: timeZone, publicUrl } }: Context,
  { code, browser, full = false, progress = () => undefined }: PublishOptions & Made,
  renderer: Renderer,
  unusable: ReadonlyMap<string, string>,
): Promise<{ receipt: PublishReceipt } | { unusable: ReadonlyMap<string, string> }> {
  const start = performance.now()
  const now = clock.now()
  progress({ step: 'snapshot', done: 0, total: 1 })
  const { current, usable, damage, link } = await currentToUse(payload, dataDir)
  const forms = new PublishedForms(dataDir)
  const read = await readSnapshot(payload, dayIn(timeZone, now), timeZone, {
    forms,
    unusable,
  })
  const { snapshot, heads } = read
  const afterSnapshot = performance.now()

  /** Entries that no attempt knew of yet. */
  const culprits = async (): Promise<ReadonlyMap<string, string>> =>
    new Map([...(await renderer.unusable())].filter(([hash]) => !unusable.has(hash)))

  const reused = full ? null : usable
  const writer = await ReleaseWriter.begin({
    dataDir,
    // A folder that was lost, or is another worker's own, does not begin anew.
    sequence: Math.max(await nextSequence(dataDir), (await newestReleaseSeq({ payload })) + 1),
    snapshot: snapshot.hash,
    previous: reused,
    current: usable,
  })
  try {
    const lost = read.problems.filter(({ readers }) => readers === 'pages').map(({ about }) => about)
    const isHeld = pagesOnHold(snapshot, lost)
    const made = (files: PlannedFile[]): PlannedFile[] => files.filter(({ path }) => !isHeld(path))
    const { kept: held, damaged: left } =
      lost.length > 0 ? await writer.keep(isHeld) : { kept: [], damaged: [] }

    await renderer.take(snapshot, { timeZone, publicUrl, code, browser })
    const pdfs = made(await renderer.documents())
    const printed = await writer.add(pdfs, {
      progress: (done) => progress({ step: 'print', done, total: pdfs.length }),
      mayFail: (error) => error instanceof PrintFailed,
    })
    // A browser that prints nothing at all is no fault of a guide: then all of it is tried again.
    if (printed.failed.length > 0) await renderer.proveBrowser()
    const afterPrint = performance.now()

    const facts = documentFacts([...printed.files, ...held])
    const documents = new Map([...facts].map(([path, each]) => [`/${path}`, each]))
    const pages = made(await renderer.pages(documents))
    const rendered = await writer.add(pages, {
      progress: (done) => progress({ step: 'render', done, total: pages.length }),
      mayFail: (error) => error instanceof RenderFailed,
    })
    if (rendered.failed.length > 0) {
      const found = await culprits()
      if (found.size > 0) {
        await writer.discard()
        return { unusable: found }
      }
    }

    const problems = [
      ...read.problems.map((each) =>
        each.readers === 'pages' && held.length === 0 ? { ...each, readers: 'nothing' as const } : each,
      ),
      ...[printed, rendered].flatMap(filesProblems),
      ...left.map(({ path, problem }) => ({
        about: path,
        problem: `It ${problem} on disk, and cannot be made again now.`,
        readers: 'nothing' as const,
      })),
    ]
    const damaged = [...damage, ...printed.damaged, ...rendered.damaged]
    const madeAgain = [...link, ...damaged]
    const guides = guideProblems(snapshot)
    const files = printed.files.length + rendered.files.length + held.length
    const receiptOf = (name: string, changed: boolean): Omit<PublishReceipt, 'news'> => ({
      name,
      changed,
      files,
      rendered: rendered.made,
      printed: printed.made,
      milliseconds: {
        snapshot: Math.round(afterSnapshot - start),
        print: Math.round(afterPrint - afterSnapshot),
        render: Math.round(performance.now() - afterPrint),
        total: Math.round(performance.now() - start),
      },
      missing: guides.map(guideProblemWords),
      problems,
      madeAgain,
    })
    const note = (name: string) =>
      notePublishing(dataDir, { at: now.toISOString(), release: name, problems, guides })
    const same =
      reused &&
      reused === current &&
      damaged.length + left.length === 0 &&
      printed.made === 0 &&
      rendered.made === 0 &&
      reused.manifest.time <= now.toISOString() &&
      reused.manifest.snapshot === snapshot.hash &&
      reused.manifest.files.length === files &&
      (await forms.all()) !== null
    if (same) {
      await writer.discard()
      return { receipt: { ...receiptOf(reused.name, false), news: await note(reused.name) } }
    }
    const { manifest, manifestHash } = await writer.publish({
      day: snapshot.day,
      heads: canonical(heads),
      time: now,
      beside: await formsOfRelease({
        payload,
        dataDir,
        name: writer.name,
        read: { ...read, problems },
        forms,
      }),
      mayGoOut: () => claim?.check(),
    })
    await writeReleaseRow(
      { payload },
      { name: writer.name, manifest, manifestHash, rendered: rendered.made, printed: printed.made },
    )
    await noteMended(dataDir, { at: now.toISOString(), release: writer.name, damage: madeAgain })
    progress({ step: 'done', done: 1, total: 1 })
    return { receipt: { ...receiptOf(writer.name, true), news: await note(writer.name) } }
  } catch (error) {
    await writer.discard()
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
