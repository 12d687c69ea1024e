import type { Command } from 'commander'
import { givenPath } from '../given-path.ts'
import { run } from '../run.ts'
import { progressTo } from '../terminal.ts'

interface Options {
  to?: string
  verify?: string
  identity?: string
  passphraseFile?: string
  newKey?: string
  json: boolean
}

/** `recourse backup` */
export function backupCommand(program: Command): void {
  program
    .command('backup')
    .description(
      'Back up the database, the releases and the secrets, while everything goes on. Addresses, passwords and keys are encrypted.',
    )
    .option('--to <place>', 'a folder, a file (.tar), or s3://bucket/prefix (default: BACKUP_TO)')
    .option(
      '--verify <file>',
      'restore a backup into a temporary database, prove that it is whole, and remove it',
      givenPath,
    )
    .option('--identity <file>', 'with --verify: file of the private key', givenPath)
    .option('--passphrase-file <file>', 'with --verify: file of the passphrase', givenPath)
    .option(
      '--new-key <file>',
      'make a key: its private half goes into the file, its public half is printed',
      givenPath,
    )
    .option('--json', 'print the outcome as JSON', false)
    .action(async ({ to, verify, newKey, json, ...keys }: Options) => {
      if (newKey !== undefined) return (await import('../new-backup-key.ts')).newBackupKey(newKey, json)
      if (verify !== undefined) return (await import('../verify-backup.ts')).verifyBackup(verify, keys, json)
      return backup(to === undefined || /^\w+:\/\//.test(to) ? (to ?? null) : givenPath(to), json)
    })
}

async function backup(to: string | null, json: boolean): Promise<void> {
  const report = progressTo(process.stderr, { json })
  const { place, bytes, manifest, seconds, removed } = await run('backup', { to }, report)
  report.end()
  if (json)
    return void process.stdout.write(`${JSON.stringify({ place, bytes, seconds, removed, manifest })}\n`)
  const rows = Object.values(manifest.counts).reduce((sum, count) => sum + count, 0)
  process.stdout.write(
    `${place}: ${rows} rows, ${manifest.releases.length} releases, ${bytes} bytes, in ${seconds.toFixed(1)} s. ${
      manifest.consistency === 'point in time'
        ? 'All of it is of one moment.'
        : 'It is of no one moment: the database has no transactions. Nothing of the record changed while it was read.'
    }${removed.length > 0 ? ` ${removed.length} old ones were removed.` : ''}\n`,
  )
}
