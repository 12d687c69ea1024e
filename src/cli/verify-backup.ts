import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '#lib/clock.ts'
import { openAt } from '#store/transfer/open-at.ts'
import { restoreBackup } from '#worker/backup/restore.ts'
import { openedWith, type KeyOptions } from '#worker/backup/keys.ts'
import { EXIT } from './exit-codes.ts'
import { progressTo } from './terminal.ts'

/** Restores a backup into a temporary database, runs all proofs, and removes it again. */
export async function verifyBackup(archive: string, keys: KeyOptions, json: boolean): Promise<void> {
  const key = await openedWith(keys)
  const report = progressTo(process.stderr, { json })
  const dataDir = await mkdtemp(join(tmpdir(), 'recourse-drill-'))
  const database = { kind: 'sqlite', url: `file:${join(dataDir, 'recourse.db')}` } as const
  try {
    const { default: config } = await import('#config')
    const { manifest, problems } = await restoreBackup({
      archive,
      key,
      dataDir,
      database,
      clock: systemClock,
      timeZone: 'UTC',
      open: () => openAt(config, database),
      drill: true,
      report,
    })
    report.end()
    if (problems.length > 0) process.exitCode = EXIT.attention
    if (json) return void process.stdout.write(`${JSON.stringify({ manifest, problems })}\n`)
    process.stdout.write(
      `Whole: the backup of ${manifest.made} was restored, and is the same in every part, row count, event chain and in what is live.\n${problems.map(({ about, problem }) => `The record had this fault when it was backed up: ${about}: ${problem}\n`).join('')}`,
    )
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}
