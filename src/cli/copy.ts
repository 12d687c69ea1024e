import { rename } from 'node:fs/promises'
import { systemClock } from '#lib/clock.ts'
import { databaseAt, env, type Env } from '#lib/env.ts'
import { intoOneFile, removeDatabase } from '#store/database/one-file.ts'
import { openAt } from '#store/transfer/open-at.ts'
import { copyDatabase } from '#worker/backup/copy.ts'
import { assertEmptyDatabase } from '#worker/backup/restore.ts'
import { EXIT, UsageProblem } from './exit-codes.ts'
import { takeOwnership } from './owner.ts'
import { progressTo } from './terminal.ts'

interface Options {
  from: string
  to: string
  json: boolean
}

const fileOf = ({ url }: Env['database']): string => url.slice('file:'.length)

/**
 * Where a copy is made: a file has its name once it is whole. What a copy that was ended has left is removed.
 * MongoDB has a mark meanwhile.
 */
async function placeOf(target: Env['database']): Promise<Env['database']> {
  if (target.kind !== 'sqlite') return target
  const part = `${fileOf(target)}.part`
  await removeDatabase(part)
  return { ...target, url: `file:${part}` }
}

/** Copies one database into another. */
export async function copy({ from, to, json }: Options): Promise<void> {
  const settings = env()
  const [source, target] = [databaseAt(from, settings), databaseAt(to, settings)]
  if (source.url === target.url) throw new UsageProblem('--from and --to name the same database.')
  const report = progressTo(process.stderr, { json })
  // Nobody may write meanwhile: what they write would be left behind.
  const ownership = await takeOwnership(settings.dataDir)
  try {
    await assertEmptyDatabase(target)
    const place = await placeOf(target)
    const { default: config } = await import('#config')
    const payload = await openAt(config, source)
    try {
      const copied = await copyDatabase({
        from: { payload, env: { ...settings, database: source }, clock: systemClock },
        open: () => openAt(config, place),
        report,
      })
      if (place !== target) {
        await intoOneFile(fileOf(place))
        await rename(fileOf(place), fileOf(target))
      }
      report.end()
      if (copied.problems.length > 0) process.exitCode = EXIT.attention
      const rows = Object.values(copied.counts).reduce((sum, count) => sum + count, 0)
      process.stdout.write(
        json
          ? `${JSON.stringify(copied)}\n`
          : `Copied ${rows} rows, among them ${copied.counts.subscribers ?? 0} subscribers: the same in every row count, event chain and in what is live. Set DATABASE_URL to the new database.\n${copied.problems.map(({ about, problem }) => `The record had this fault before: ${about}: ${problem}\n`).join('')}`,
      )
    } finally {
      await payload.destroy()
    }
  } finally {
    await ownership.release()
  }
}
