import { writeFile } from 'node:fs/promises'
import { newKey } from '#pipelines/backup/seal.ts'
import { UsageProblem } from './exit-codes.ts'

/** Makes a key for backups. The private half belongs away from this machine. */
export async function newBackupKey(file: string, json: boolean): Promise<void> {
  const { identity, recipient } = await newKey()
  try {
    await writeFile(file, `# public key: ${recipient}\n${identity}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new UsageProblem(`${file} is there already. Name a file that is not: a key is never overwritten.`)
    throw error
  }
  process.stdout.write(
    json
      ? `${JSON.stringify({ recipient, file })}\n`
      : `BACKUP_RECIPIENT=${recipient}\nThe private key is in ${file}. Move it to where this machine cannot read it, and keep a copy on paper: without it no backup can be restored.\n`,
  )
}
