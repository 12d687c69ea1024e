import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { BSON, type Db, type Document } from 'mongodb'
import type { Payload } from 'payload'
import { standIn } from './stand-in.ts'

const { EJSON } = BSON

/** Stores all rows of a database in a folder, and loads them into a fresh one: with SQL, or natively. */
interface Rows {
  keep(folder: string): Promise<void>
  putBack(folder: string): Promise<void>
}

export const rowsOf = (payload: Payload, dataDir: string): Rows =>
  process.env.TEST_DATABASE === 'mongodb' ? ofMongo(payload) : ofSqlite(join(dataDir, 'recourse.db'))

function ofSqlite(file: string): Rows {
  const run = async (...statements: string[]) => {
    const client = createClient({ url: `file:${file}` })
    try {
      // Another process may load the same rows: a transaction locks the file that they come from as well.
      await client.executeMultiple(['pragma busy_timeout = 60000', ...statements].join(';\n'))
    } finally {
      client.close()
    }
  }
  const tables = async (): Promise<string[]> => {
    const client = createClient({ url: `file:${file}` })
    try {
      const { rows } = await client.execute(
        `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name <> 'payload_migrations'`,
      )
      return rows.map(({ name }) => name as string)
    } finally {
      client.close()
    }
  }
  const kept = (folder: string): string => join(folder, 'rows.db')
  return {
    keep: (folder) => run(`vacuum into '${kept(folder)}'`),
    putBack: async (folder) =>
      run(
        'pragma foreign_keys = off',
        `attach '${kept(folder)}' as kept`,
        'begin immediate',
        ...(await tables()).map((name) => `insert into main."${name}" select * from kept."${name}"`),
        'commit',
        'detach kept',
      ),
  }
}

function ofMongo(payload: Payload): Rows {
  const { db } = standIn<{ connection: { db: Db } }>(payload.db).connection
  return {
    keep: async (folder) => {
      for (const { collectionName } of await db.collections()) {
        if (collectionName === 'payload-migrations') continue
        const rows = await db.collection(collectionName).find().toArray()
        if (rows.length > 0)
          writeFileSync(join(folder, `${collectionName}.json`), EJSON.stringify(rows, { relaxed: false }))
      }
    },
    putBack: async (folder) => {
      for (const name of readdirSync(folder)) {
        const rows = EJSON.parse(readFileSync(join(folder, name), 'utf8'), { relaxed: false }) as Document[]
        await db.collection(name.replace(/\.json$/, '')).insertMany(rows)
      }
    },
  }
}
