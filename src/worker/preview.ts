import { chmod, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { dayIn } from '#domain/dates.ts'
import { KINDS } from '#domain/keys.ts'
import { PAPERS, paths } from '#domain/paths.ts'
import { withEntry } from '#domain/snapshot.ts'
import { readSide } from '#desk/compare.ts'
import { documentsOf } from '#pipelines/pdf/documents.ts'
import { Printer } from '#pipelines/pdf/printer.ts'
import type { Logger } from '#lib/log.ts'
import { previewFile, previewFolder } from '#lib/previews.ts'
import { readSnapshot } from '#store/snapshot.ts'
import { readDueWork } from '#store/work.ts'
import { browserHere } from './browser-here.ts'
import type { Context } from './context.ts'
import { doWork } from './do-work.ts'
import type { Held } from './hold.ts'

/** What a preview shows: an entry as it is saved or in review, in the guide of a place, on paper. */
const asked = z.object({
  kind: z.enum(KINDS),
  id: z.string(),
  side: z.enum(['working', 'open']),
  guide: z.string(),
  paper: z.enum(Object.keys(PAPERS) as [keyof typeof PAPERS]),
})

/** How long a preview is kept, in milliseconds: it holds what is not published. */
const KEPT = 24 * 3_600_000

/** Prints the previews that editors have asked for. One that fails says why, and is not tried again. */
export async function printPreviews(context: Context, log: Logger): Promise<void> {
  const { payload, clock, env } = context
  const due = await readDueWork({ payload }, 'preview-pdf', clock.now())
  for (const work of due) {
    if (context.stop?.aborted) return
    await doWork(context, work, async (held, note) => {
      const { key, args } = work
      await note({ step: 'Printing', done: 0, total: 1 })
      try {
        const { kind, id, side, guide, paper } = asked.parse(args)
        const entry = await readSide({ payload }, { kind, id }, side)
        if (!entry) throw new Error('There is nothing to preview: the entry is gone, or no edition is open.')
        const { snapshot } = await readSnapshot(payload, dayIn(env.siteTimeZone, clock.now()))
        const document = documentsOf(withEntry(snapshot, entry)).find(
          ({ path }) => path === paths.pdf(guide, paper),
        )
        if (!document) throw new Error('The guide in which this entry is printed is not published yet.')
        await keep(held, key, await print(held, document))
        await note({ state: 'done', done: 1, endedAt: clock.now().toISOString() })
      } catch (error) {
        if (held.hold.signal.aborted) throw error
        log.warn({ work: key, err: error as Error }, 'a preview could not be printed')
        await note({
          state: 'done',
          problem: (error as Error).message,
          endedAt: clock.now().toISOString(),
        })
      }
    })
  }
  if (due.length > 0) await forgetOld(env.dataDir, clock.now())
}

async function print(
  { env, hold: { signal } }: Held,
  document: Parameters<Printer['print']>[0],
): Promise<Uint8Array> {
  const path = await browserHere(env)
  signal.throwIfAborted()
  const printer = await Printer.start(path)
  const close = (): void => void printer.close().catch(() => undefined)
  signal.addEventListener('abort', close, { once: true })
  try {
    return await printer.print(document)
  } finally {
    signal.removeEventListener('abort', close)
    await printer.close()
  }
}

async function keep({ env: { dataDir }, hold }: Held, key: string, bytes: Uint8Array): Promise<void> {
  await mkdir(previewFolder(dataDir), { recursive: true, mode: 0o700 })
  const file = previewFile(dataDir, key)
  await writeFile(`${file}.part`, bytes, { mode: 0o600 })
  await chmod(`${file}.part`, 0o600)
  await hold.check()
  await rename(`${file}.part`, file)
}

async function forgetOld(dataDir: string, now: Date): Promise<void> {
  const folder = previewFolder(dataDir)
  for (const name of await readdir(folder).catch(() => [])) {
    const file = join(folder, name)
    if (now.getTime() - (await stat(file)).mtimeMs > KEPT) await rm(file, { force: true })
  }
}
