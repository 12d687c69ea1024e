import { ask, type Answer } from '#admin/ask.ts'
import type { EntryPlace } from '#admin/use-entry.ts'

/** A saved record; that of an entry has a revision. */
export type SavedDoc = Record<string, unknown> & { id: string; revision?: number }
export type Doc = SavedDoc & { revision: number }

/** The working copy as saved now. */
export const readNewest = ({ api }: EntryPlace): Promise<Answer<Doc>> => ask<Doc>(`${api}?depth=0`)

/** The working copy as saved in a revision; null where that is not stored. */
export async function readRevision(
  { root, collection, kind, id }: EntryPlace,
  revision: number,
): Promise<Answer<Doc | null>> {
  const site = kind === 'site'
  const query = new URLSearchParams({
    ...(site ? {} : { 'where[and][1][parent][equals]': id }),
    'where[and][0][version.revision][equals]': String(revision),
    depth: '0',
    limit: '1',
  })
  const answer = await ask<{ docs: { version: Doc }[] }>(
    `${root}/${site ? 'globals/' : ''}${collection}/versions?${query.toString()}`,
  )
  return answer.ok ? { ok: true, value: answer.value.docs[0]?.version ?? null } : answer
}
