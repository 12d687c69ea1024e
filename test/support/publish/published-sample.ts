import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fixedClock, type Clock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { publish, type PublishOptions, type PublishReceipt } from '#worker/publish/publish.ts'
import { KeptRenderer } from '#worker/publish/renderer/kept-renderer.ts'
import { loadSample, SAMPLE_LOADED } from '../content/sample.ts'
import { databaseName, type TestDatabase } from '../database.ts'
import { madeOnce } from '../made-once.ts'
import { rowsOf } from '../rows-of-database.ts'

interface PublishedSample {
  first: PublishReceipt
  publishAgain(options?: PublishOptions): Promise<PublishReceipt>
}

/** What a publication leaves in the data folder: not the database, nor of the secrets any but the key that signed it. */
const isLeft = (name: string): boolean => !/^(recourse\.db.*|secrets|.*\.(lock|sock))$/.test(name)

/**
 * The sample corpus in a fresh database, live and published. The first who asks in a run publishes it; the others get the same
 * rows and files.
 */
export async function publishedSample(
  database: TestDatabase,
  clock: Clock = fixedClock(SAMPLE_LOADED),
): Promise<PublishedSample> {
  const { payload, dataDir } = database
  const settings = { ...env(), dataDir, siteTimeZone: 'UTC', publicUrl: 'https://guides.example.org' }
  const renderer = new KeptRenderer()
  database.before.push(() => renderer.close())
  const publishAgain = (options?: PublishOptions) =>
    publish({ payload, clock, env: settings, renderer }, options)
  const rows = rowsOf(payload, dataDir)
  let first: PublishReceipt | undefined
  const folder = await madeOnce(`published-${databaseName}`, async (making) => {
    await loadSample(database)
    first = await publishAgain()
    if (first.problems.length > 0)
      throw new Error(`It was not published whole: ${JSON.stringify(first.problems)}`)
    mkdirSync(join(making, 'rows'))
    await rows.keep(join(making, 'rows'))
    for (const name of readdirSync(dataDir).filter(isLeft))
      cpSync(join(dataDir, name), join(making, 'files', name), { recursive: true, verbatimSymlinks: true })
    cpSync(join(dataDir, 'secrets', 'signing'), join(making, 'files', 'secrets', 'signing'))
    writeFileSync(join(making, 'receipt.json'), JSON.stringify(first))
  })
  if (!first) {
    await rows.putBack(join(folder, 'rows'))
    cpSync(join(folder, 'files'), dataDir, { recursive: true, verbatimSymlinks: true })
    first = JSON.parse(readFileSync(join(folder, 'receipt.json'), 'utf8')) as PublishReceipt
  }
  return { first, publishAgain }
}
