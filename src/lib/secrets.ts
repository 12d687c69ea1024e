import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createWholeSync, syncFolderSync } from './once.ts'

/** The folder of this installation's secrets, for its owner alone. */
export function secretsFolder(dataDir: string): string {
  const folder = join(dataDir, 'secrets')
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (made !== undefined)
    for (let at = folder; at.startsWith(made); at = dirname(at)) syncFolderSync(dirname(at))
  chmodSync(folder, 0o700)
  return folder
}

/**
 * A secret of this installation: read from DATA_DIR/secrets, created there at first use, never printed. Two
 * processes that start at once agree on one: the first to create the file wins.
 */
export function secret(dataDir: string, name: string): string {
  const path = join(secretsFolder(dataDir), name)
  if (!existsSync(path)) createWholeSync(path, randomBytes(32).toString('base64url'))
  const value = readFileSync(path, 'utf8')
  if (value.length < 32)
    throw new Error(
      `${path} holds no usable secret: delete the file to have a new one made (everybody is then signed out).`,
    )
  return value
}
