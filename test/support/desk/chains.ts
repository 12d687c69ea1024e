import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
import type { Sha256 } from '#domain/hash.ts'
import { KINDS, SITE_KEY } from '#domain/keys.ts'
import { jurisdictionKey } from '#domain/content/structure.ts'

export interface Chain {
  head: { entry: string; revision: number; chain: { n: number; hash: Sha256 | null } }
  events: EditorialEvent[]
  /** Revision of the working copy. */
  revision: number
}

/** Every chain of an embedded database, read from the file itself, bypassing our code. */
export async function readChains(dataDir: string): Promise<Chain[]> {
  const client = createClient({ url: `file:${join(dataDir, 'recourse.db')}` })
  const rows = async (sql: string): Promise<Record<string, unknown>[]> => (await client.execute(sql)).rows
  const events = await rows('select * from editorial_events order by entry, n')
  const revisions = new Map<string, number>()
  for (const kind of KINDS)
    for (const row of await rows(`select key, revision from ${COLLECTION_OF[kind]}`))
      revisions.set(row.key as string, Number(row.revision))
  for (const row of await rows('select key, revision from jurisdictions'))
    revisions.set(jurisdictionKey(row.key as string), Number(row.revision))
  for (const row of await rows('select revision from site')) revisions.set(SITE_KEY, Number(row.revision))
  const chains = (await rows('select * from heads')).map((row) => ({
    head: {
      entry: row.entry as string,
      revision: Number(row.revision),
      chain: { n: Number(row.event_n), hash: row.event_hash as Sha256 },
    },
    events: events
      .filter((event) => event.entry === row.entry)
      .map((event) => ({
        entry: event.entry as string,
        n: Number(event.n),
        at: event.at as string,
        actor: { id: event.actor_id as string, name: event.actor_name as string },
        action: event.action as EditorialEvent['action'],
        revision: Number(event.revision),
        edition: (event.edition ?? null) as Sha256 | null,
        details: JSON.parse(event.details as string) as Record<string, unknown>,
        previous: (event.previous ?? null) as Sha256 | null,
        hash: event.hash as Sha256,
      })),
    revision: revisions.get(row.entry as string) ?? 0,
  }))
  client.close()
  return chains
}
