import { Sqlite3Client } from '@libsql/client/sqlite3'
import Connection from 'libsql'
import AsyncConnection from 'libsql/promise'
import type { Client } from '@libsql/client'

/** The one connection that writes to the embedded database. */
export interface Writer {
  client: Client
  /**
   * Ends a transaction. A commit waits for the disk, a few milliseconds and more on a busy one: so it runs off the
   * event loop, which every other call of this database blocks.
   * @throws {Error} if it could not be stored, as on a full disk.
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
