import { rm, stat } from 'node:fs/promises'
import { createClient, type Client } from '@libsql/client'

/** The files beside one of an embedded database: what was committed and is not in it yet, and the index of that. */
const besides = (file: string): string[] => [`${file}-wal`, `${file}-shm`]

/** Removes an embedded database. */
export async function removeDatabase(file: string): Promise<void> {
  for (const each of [file, ...besides(file)]) await rm(each, { force: true })
}

/**
 * Brings everything that was committed into the file itself, which is whole then where it is copied or moved.
 * @throws if somebody is still reading from what stands beside the file.
 */
export async function checkpoint(client: Client, file: string): Promise<void> {
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  const [wal = ''] = besides(file)
  const left = await stat(wal).catch(() => null)
  if (left && left.size > 0)
    throw new Error(
      `${file} is still in use: ${left.size} bytes of what was written stand in ${wal}. Try again.`,
    )
}

/**
 * Makes a database that nobody has open one file, whole under another name. A connection that was closed may bring
 * what it wrote into the file much later: not before its last statement is collected.
 * @throws if somebody is still reading from what stands beside the file.
 */
export async function intoOneFile(file: string): Promise<void> {
  const client = createClient({ url: `file:${file}` })
  try {
    await client.execute('PRAGMA busy_timeout = 5000')
    await checkpoint(client, file)
  } finally {
    client.close()
  }
  for (const each of besides(file)) await rm(each, { force: true })
}
