import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A secret of this installation: read from DATA_DIR/secrets, made there at first use, never printed.
 * Two processes that start at once agree on one: the first to create the file wins.
 */
export function secret(dataDir: string, name: string): string {
  const folder = join(dataDir, 'secrets')
  const path = join(folder, name)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  try {
    writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const value = readFileSync(path, 'utf8')
  if (value.length < 32)
    throw new Error(
      `${path} holds no usable secret: delete the file to have a new one made (everybody is then signed out).`,
    )
  return value
}
