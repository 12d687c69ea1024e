import { ask, type Answer } from '#admin/ask.ts'
import type { EntryPlace } from '#admin/use-entry.ts'

export type Doc = Record<string, unknown> & { id: string; revision: number }

/** The working copy as it is saved now. */
export const readNewest = ({ api }: EntryPlace): Promise<Answer<Doc>> => ask<Doc>(`${api}?depth=0`)

/** The working copy as it was saved as a revision; null where it is not kept. */
export async function readRevision(
  { root, collection, id }: EntryPlace,
  revision: number,
): Promise<Answer<Doc | null>> {
  const query = new URLSearchParams({
    'where[and][0][parent][equals]': id,
    'where[and][1][version.revision][equals]': String(revision),
    depth: '0',
    limit: '1',
  })
  const answer = await ask<{ docs: { version: Doc }[] }>(`${root}/${collection}/versions?${query.toString()}`)
  return answer.ok ? { ok: true, value: answer.value.docs[0]?.version ?? null } : answer
}
