import type { Payload } from 'payload'
import { rowSets } from './collections.ts'
import { readSet } from './read.ts'

/** The number of rows in each set that has any. All are read: MongoDB’s own counts may lag. */
export async function countRows(payload: Payload): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const set of rowSets(payload))
    for await (const page of readSet({ req: { payload } }, set))
      counts[set.name] = (counts[set.name] ?? 0) + page.length
  return counts
}
