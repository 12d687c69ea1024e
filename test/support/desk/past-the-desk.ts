import { join } from 'node:path'
import { createClient } from '@libsql/client'
import type { Payload } from 'payload'
import { standIn } from '../stand-in.ts'

type Value = string | number | null
type Row = Record<string, Value>

/** Writes to the database as someone who bypasses the desk: with SQL, or with the MongoDB driver. */
export interface PastTheDesk {
  update(table: string, where: Row, set: Row): Promise<void>
  remove(table: string, where: Row): Promise<void>
  read(table: string, where: Row): Promise<Row>
}

interface Mongo {
  connection: {
    collection(name: string): {
      updateMany(where: Row, set: { $set: Row }): Promise<unknown>
      deleteMany(where: Row): Promise<unknown>
      findOne(where: Row): Promise<Row | null>
    }
  }
}

const column = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll('-', '_')

export function pastTheDesk(payload: Payload, dataDir: string): PastTheDesk {
  if (process.env.TEST_DATABASE === 'mongodb') {
    const { connection } = standIn<Mongo>(payload.db)
    return {
      update: async (table, where, set) => {
        await connection.collection(table).updateMany(where, { $set: set })
      },
      remove: async (table, where) => {
        await connection.collection(table).deleteMany(where)
      },
      read: async (table, where) => (await connection.collection(table).findOne(where)) ?? {},
    }
  }
  const run = async (sql: string, args: Value[]) => {
    const client = createClient({ url: `file:${join(dataDir, 'recourse.db')}` })
    try {
      // A server that runs may be writing.
      await client.execute('PRAGMA busy_timeout = 10000')
      return await client.execute({ sql, args })
    } finally {
      client.close()
    }
  }
  const list = (row: Row, between: string): string =>
    Object.keys(row)
      .map((name) => `${column(name)} = ?`)
      .join(between)
  return {
    update: async (table, where, set) => {
      const sql = `update ${column(table)} set ${list(set, ', ')} where ${list(where, ' and ')}`
      await run(sql, [...Object.values(set), ...Object.values(where)])
    },
    remove: async (table, where) => {
      await run(`delete from ${column(table)} where ${list(where, ' and ')}`, Object.values(where))
    },
    read: async (table, where) => {
      const { rows } = await run(
        `select * from ${column(table)} where ${list(where, ' and ')}`,
        Object.values(where),
      )
      const camel = (name: string): string =>
        name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
      return Object.fromEntries(
        Object.entries(rows[0] ?? {}).map(([name, value]) => [camel(name), value as Value]),
      )
    },
  }
}
