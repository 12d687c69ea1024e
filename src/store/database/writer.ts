import { Sqlite3Client } from '@libsql/client/sqlite3'
import Connection from 'libsql'
import AsyncConnection from 'libsql/promise'
import type { Client } from '@libsql/client'

/** The one connection that writes to the embedded database. */
export interface Writer {
  client: Client
  /**
   * Ends a transaction. What it waits for is the disk, a few milliseconds each time and more on a busy one: it does so
   * beside the event loop, which every other call of this database holds up.
   * @throws {Error} where it could not be kept, as on a full disk.
   */
  commit: () => Promise<void>
}

/** @param url `file:` and the path. */
export function openWriter(url: string): Writer {
  const path = url.slice('file:'.length)
  const connection = new Connection(path, {})
  const { exec } = AsyncConnection.prototype as { exec: (this: unknown, sql: string) => Promise<void> }
  return {
    client: new Sqlite3Client(path, {}, connection, 'number'),
    commit: () => exec.call(connection, 'COMMIT'),
  }
}
