import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { dayIn } from '#domain/dates.ts'
import { REVIEWED_KINDS } from '#domain/keys.ts'
import { fileOf, PAPERS, paths } from '#domain/publish/paths.ts'
import { withReviewed, type Snapshot } from '#domain/publish/snapshot.ts'
import type { Work } from '#domain/work.ts'
import { readSide } from '#desk/desk/queries/compare.ts'
import { previewFile, previewFolder } from '#lib/previews.ts'
import { currentLink } from '#lib/release-names.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import { browserHere } from './browser-here.ts'
import type { Answer, Note } from '../jobs/note.ts'
import type { Claimed } from '../jobs/claim.ts'
import { Renderer } from './renderer/renderer.ts'

/** A preview shows a saved, submitted or live entry in a place's guide, as a PDF. */
const requestSchema = z.object({
  kind: z.enum(REVIEWED_KINDS),
  id: z.string(),
  side: z.enum(['working', 'open', 'live']),
  guide: z.string(),
  paper: z.enum(Object.keys(PAPERS) as [keyof typeof PAPERS]),
})

/** Milliseconds a preview is kept: it contains unpublished text. */
const KEPT = 24 * 3_600_000

/** Prints a preview requested by an editor. A failed one says why. */
export async function printPreview(
  context: Claimed,
  { key, args }: Work,
  { note }: { note: Note },
): Promise<Answer> {
  const { payload, clock, env } = context
  await forgetOld(env.dataDir, clock.now())
  await note({ step: 'Printing', done: 0, total: 1 })
  const { kind, id, side, guide, paper } = requestSchema.parse(args)
  const entry = await readSide({ payload }, { kind, id }, side)
  if (!entry) throw new Error('There is nothing to preview: the entry is gone, or no edition is open.')
  const { snapshot } = await readSnapshot(payload, dayIn(env.siteTimeZone, clock.now()))
  await print(context, withReviewed(snapshot, entry), {
    path: fileOf(paths.pdf(guide, paper)),
    file: previewFile(env.dataDir, key),
  })
  return { note: { done: 1 } }
}

async function print(
  { env, claim }: Claimed,
  snapshot: Snapshot,
  { path, file }: { path: string; file: string },
): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const renderer = new Renderer()
  const close = (): void => void renderer.close()
  claim.signal.addEventListener('abort', close, { once: true })
  try {
    await renderer.take(snapshot, {
      timeZone: env.siteTimeZone,
      publicUrl: env.publicUrl,
      prints: { prints: ['guide'], variants: ['open'] },
      code: '',
      browser: { path: await browserHere(env), version: '' },
      lastRelease: currentLink(env.dataDir),
    })
    if (!(await renderer.documents()).some((document) => document.path === path))
      throw new Error('The guide in which this entry is printed is not published yet.')
    await renderer.write(path, `${file}.part`)
    await claim.check()
    await rename(`${file}.part`, file)
  } finally {
    claim.signal.removeEventListener('abort', close)
    await renderer.close()
  }
}

async function forgetOld(dataDir: string, now: Date): Promise<void> {
  const folder = previewFolder(dataDir)
  for (const name of await readdir(folder).catch(() => [])) {
    const file = join(folder, name)
    if (now.getTime() - (await stat(file)).mtimeMs > KEPT) await rm(file, { force: true })
  }
}
