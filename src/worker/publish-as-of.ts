import { join } from 'node:path'
import { dayIn, type LegalDate } from '#domain/dates.ts'
import { guideProblemWords } from '#domain/guide-parts.ts'
import { guideProblems } from '#domain/guides.ts'
import type { PublishProblem } from '#domain/publish-problems.ts'
import { codeVersion } from '#lib/code-version.ts'
import { pdfFacts } from '#pipelines/pdf/normalise.ts'
import { pdfFiles } from '#pipelines/pdf/output.ts'
import { Printer } from '#pipelines/pdf/printer.ts'
import { writeLoose } from '#pipelines/release/loose.ts'
import { readAsOf } from '#store/snapshot.ts'
import { browserHere } from './browser-here.ts'
import type { Context } from './context.ts'
import { pageFiles } from './pages.ts'
import type { PublishStep } from './publish.ts'

export interface AsOfReceipt {
  folder: string
  files: number
  missing: string[]
  /** What could not be shown as it was, or is. */
  problems: PublishProblem[]
}

/**
 * Writes the site as it was, or will be, on a day into `DATA_DIR/as-of/<day>/`. Never touches the current release.
 * @throws {PrintFailed | RenderFailed | NoBrowser} naming what failed; nothing is left behind.
 */
export async function publishAsOf(
  { payload, env, clock }: Context,
  { asOf, progress = () => undefined }: { asOf: LegalDate; progress?: (step: PublishStep) => void },
): Promise<AsOfReceipt> {
  progress({ step: 'snapshot', done: 0, total: 1 })
  const today = dayIn(env.siteTimeZone, clock.now())
  const { snapshot, problems } = await readAsOf(payload, { asOf, today, timeZone: env.siteTimeZone })
  const path = await browserHere(env)
  const code = await codeVersion(process.cwd())
  const printer = await Printer.start(path)
  try {
    const pdfs = pdfFiles(snapshot, snapshot.hash, (document) => printer.print(document))
    const printed = new Map<string, Uint8Array>()
    for (const [index, file] of pdfs.entries()) {
      printed.set(file.path, await file.make())
      progress({ step: 'print', done: index + 1, total: pdfs.length })
    }
    const documents = new Map(
      [...printed].map(([file, bytes]) => [
        `/${file}`,
        { pages: pdfFacts(bytes).pages, bytes: bytes.byteLength },
      ]),
    )
    const files = [
      ...pdfs.map((file) => ({ ...file, make: () => printed.get(file.path) ?? file.make() })),
      ...pageFiles(snapshot, documents, { timeZone: env.siteTimeZone, publicUrl: env.publicUrl, code }),
    ]
    const folder = join(env.dataDir, 'as-of', asOf)
    await writeLoose(folder, files, (done, total) => progress({ step: 'render', done, total }))
    progress({ step: 'done', done: 1, total: 1 })
    return {
      folder,
      files: files.length,
      missing: guideProblems(snapshot).map(guideProblemWords),
      problems,
    }
  } finally {
    await printer.close()
  }
}
