import { readFile } from 'node:fs/promises'
import type { OpenedWith, SealedFor } from '#pipelines/backup/seal.ts'

/** Settings or options name no usable key. */
export class NoBackupKey extends Error {
  override name = 'NoBackupKey'
}

/** Options by which the encrypted part of a backup is opened. */
export interface KeyOptions {
  identity?: string
  passphraseFile?: string
}

async function textOf(path: string, what: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    throw new NoBackupKey(`${what} ${path} cannot be read: ${(error as Error).message}`)
  }
}

/** @throws {NoBackupKey} if neither a key nor a passphrase is given, or a file has none. */
export async function openedWith({ identity, passphraseFile }: KeyOptions): Promise<OpenedWith> {
  if (identity !== undefined) {
    const lines = (await textOf(identity, 'The key')).split('\n').map((line) => line.trim())
    const identities = lines.filter((line) => line.startsWith('AGE-SECRET-KEY-'))
    if (identities.length === 0)
      throw new NoBackupKey(`${identity} has no private key: a line that begins with AGE-SECRET-KEY-.`)
    return { identities }
  }
  if (passphraseFile === undefined)
    throw new NoBackupKey(
      'The private part of a backup is encrypted. Give the file of its private key with --identity, or that of its passphrase with --passphrase-file.',
    )
  return { passphrase: await textOf(passphraseFile, 'The passphrase') }
}

/** Fewer characters are found by trying. */
const SHORTEST = 16

/** @throws {NoBackupKey} if the settings name neither a key nor a passphrase. */
export async function sealedFor({
  recipients,
  passphraseFile,
}: {
  recipients: readonly string[]
  passphraseFile: string | null
}): Promise<SealedFor> {
  if (recipients.length > 0) return { recipients }
  if (passphraseFile === null)
    throw new NoBackupKey(
      'A backup has addresses, passwords and keys, which are encrypted. Set BACKUP_RECIPIENT to a public key (“recourse backup --new-key <file>” makes one), or BACKUP_PASSPHRASE_FILE to the file of a passphrase.',
    )
  const passphrase = await textOf(passphraseFile, 'BACKUP_PASSPHRASE_FILE')
  if (passphrase.length < SHORTEST)
    throw new NoBackupKey(
      `The passphrase in ${passphraseFile} is too short: use at least ${SHORTEST} characters.`,
    )
  return { passphrase }
}
