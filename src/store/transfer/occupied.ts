import { existsSync } from 'node:fs'
import { MongoClient } from 'mongodb'
import type { Env } from '#lib/env.ts'

/** Collections of MongoDB that a process leaves by merely starting. */
const TRACES = /^recourse-|^system\.|^payload-migrations$/

/** Milliseconds after which a server that does not answer counts as unreachable. */
const PATIENCE = 5_000

/** What a database holds that was not opened yet, in names; empty for one into which nothing was put. */
export async function occupiedBy(settings: Env['database']): Promise<string[]> {
  if (settings.kind === 'sqlite') {
    const file = settings.url.slice('file:'.length)
    return existsSync(file) ? [file] : []
  }
  const client = new MongoClient(settings.url, { serverSelectionTimeoutMS: PATIENCE })
  try {
    const database = client.db()
    const names: string[] = []
    for (const { name } of await database.listCollections().toArray())
      if (!TRACES.test(name) && (await database.collection(name).findOne())) names.push(name)
    return names.sort()
  } finally {
    await client.close()
  }
}
