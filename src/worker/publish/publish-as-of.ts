import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { dayIn, type LegalDate } from '#domain/dates.ts'
import { guideProblemWords } from '#domain/content/guide-parts.ts'
import { guideProblems } from '#domain/publish/open-guides.ts'
import type { DocumentFacts } from '#domain/publish/outputs.ts'
import type { PublishProblem } from '#domain/desk/publish-problems.ts'
import { codeVersion } from '#lib/code-version.ts'
import { currentLink } from '#lib/release-names.ts'
import { writeLoose } from '#pipelines/release/loose.ts'
import { readAsOf } from '#store/publish/snapshot.ts'
import { browserHere } from './browser-here.ts'
import type { Context } from '../context.ts'
import type { PublishStep } from './publish.ts'
import { Renderer } from './renderer/renderer.ts'

export interface AsOfReceipt {
  folder: string
  files: number
  missing: string[]
  /** What could not be shown in the form it had, or will have, on that day. */
  problems: PublishProblem[]
}

/**
 * Writes the site as of a past or future day into `DATA_DIR/as-of/<day>/`. Never touches the current release.
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
  const renderer = new Renderer()
  try {
    await renderer.take(snapshot, {
      timeZone: env.siteTimeZone,
      publicUrl: env.publicUrl,
      prints: env.prints,
      code: await codeVersion(process.cwd()),
      browser: { path, version: '' },
      lastRelease: currentLink(env.dataDir),
    })
    const folder = join(env.dataDir, 'as-of', asOf)
    const files = await writeLoose(folder, async (part) => {
      const write = async (step: 'print' | 'render', files: readonly { path: string }[]) => {
        const facts = new Map<string, DocumentFacts>()
        for (const [index, { path }] of files.entries()) {
          await mkdir(dirname(join(part, path)), { recursive: true, mode: 0o700 })
          facts.set(`/${path}`, await renderer.write(path, join(part, path)))
          progress({ step, done: index + 1, total: files.length })
        }
        return facts
      }
      const documents = await write('print', await renderer.documents())
      const pages = await write('render', await renderer.pages(documents))
      return documents.size + pages.size
    })
    progress({ step: 'done', done: 1, total: 1 })
    return { folder, files, missing: guideProblems(snapshot).map(guideProblemWords), problems }
  } finally {
    await renderer.close()
  }
}
