import { canonical } from '#domain/canonical.ts'
import { dayIn } from '#domain/dates.ts'
import { guideProblemWords } from '#domain/guide-parts.ts'
import { guideProblems } from '#domain/guides.ts'
import { hashOf } from '#domain/hash.ts'
import { pdfFacts } from '#pipelines/pdf/normalise.ts'
import { pdfFiles } from '#pipelines/pdf/output.ts'
import { Printer } from '#pipelines/pdf/printer.ts'
import { nextSequence, readCurrent } from '#pipelines/release/current.ts'
import { documentFacts } from '#pipelines/release/manifest.ts'
import { ReleaseWriter } from '#pipelines/release/write.ts'
import type { Clock } from '#lib/clock.ts'
import { withLock } from '#lib/lock.ts'
import { writeReleaseRow } from '#store/releases.ts'
import { readSnapshot } from '#store/snapshot.ts'
import { join } from 'node:path'
import type { Payload } from 'payload'
import { pageFiles } from './pages.ts'

export interface PublishStep {
  step: 'snapshot' | 'print' | 'render' | 'done'
  done: number
  total: number
}

interface Publish {
  payload: Payload
  clock: Clock
  dataDir: string
  timeZone: string
  /** Address of the site, for what leaves it: feeds name whole addresses. */
  publicUrl: string
  /** Hash of the code that renders. */
  code: string
  browser: { path: string; version: string }
  /** Uses nothing of the release before. */
  full?: boolean
  progress?: (step: PublishStep) => void
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
}

/**
 * Publishes what is live: snapshot, PDFs, pages, release. The current release stays until the new one is whole.
 * @throws {ReleaseFailed | PrintFailed | RenderFailed | NoBrowser} naming what failed.
 */
export async function publish({ dataDir, ...options }: Publish): Promise<PublishReceipt> {
  return withLock(join(dataDir, 'publish.lock'), 'Another release is being published', () =>
    publishLocked({ dataDir, ...options }),
  )
}

async function publishLocked({
  payload,
  clock,
  dataDir,
  timeZone,
  publicUrl,
  code,
  browser,
  full = false,
  progress = () => undefined,
}: Publish): Promise<PublishReceipt> {
  const start = performance.now()
  const now = clock.now()
  progress({ step: 'snapshot', done: 0, total: 1 })
  const { snapshot, heads } = await readSnapshot(payload, dayIn(timeZone, now))
  const missing = guideProblems(snapshot).map(guideProblemWords)
  const afterSnapshot = performance.now()

  const previous = await readCurrent(dataDir)
  const reused = full ? null : previous
  const writer = await ReleaseWriter.begin({
    dataDir,
    sequence: await nextSequence(dataDir),
    snapshot: snapshot.hash,
    previous: reused,
  })
  let printer = null as Promise<Printer> | null
  try {
    const print = async (document: Parameters<Printer['print']>[0]): Promise<Uint8Array> =>
      (await (printer ??= Printer.start(browser.path))).print(document)
    const pdfs = pdfFiles(snapshot, hashOf({ code, browser: browser.version }), print)
    const toPrint = pdfs.filter((file) => writer.mustMake(file)).length
    const printed = await writer.add(
      pdfs,
      (bytes) => ({ pages: pdfFacts(bytes).pages }),
      (done) => progress({ step: 'print', done, total: pdfs.length }),
    )
    const afterPrint = performance.now()

    const documents = new Map([...documentFacts(printed.files)].map(([path, facts]) => [`/${path}`, facts]))
    const pages = pageFiles(snapshot, documents, { timeZone, publicUrl, code })
    const rendered = await writer.add(pages, undefined, (done) =>
      progress({ step: 'render', done, total: pages.length }),
    )
    const milliseconds = (): PublishReceipt['milliseconds'] => ({
      snapshot: Math.round(afterSnapshot - start),
      print: Math.round(afterPrint - afterSnapshot),
      render: Math.round(performance.now() - afterPrint),
      total: Math.round(performance.now() - start),
    })
    const files = pdfs.length + pages.length
    const same =
      reused &&
      previous &&
      toPrint === 0 &&
      rendered.made === 0 &&
      previous.manifest.snapshot === snapshot.hash &&
      previous.manifest.files.length === files
    if (same) {
      await writer.discard()
      return {
        name: previous.name,
        changed: false,
        files,
        rendered: 0,
        printed: 0,
        milliseconds: milliseconds(),
        missing,
      }
    }
    const { manifest, manifestHash } = await writer.publish({
      day: snapshot.day,
      heads: canonical(heads),
      time: now,
    })
    await writeReleaseRow(
      { payload },
      { name: writer.name, manifest, manifestHash, rendered: rendered.made, printed: printed.made },
    )
    progress({ step: 'done', done: 1, total: 1 })
    return {
      name: writer.name,
      changed: true,
      files,
      rendered: rendered.made,
      printed: printed.made,
      milliseconds: milliseconds(),
      missing,
    }
  } catch (error) {
    await writer.discard()
    throw error
  } finally {
    await printer?.then(
      (started) => started.close(),
      () => undefined, // it never started: that is what failed
    )
  }
}
