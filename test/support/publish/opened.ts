import { hashOf } from '#domain/hash.ts'
import { newestSeq, writeChange } from '#store/publish/changes.ts'
import type { StoreRequest } from '#store/rows.ts'
import { change } from '../../fixtures/snapshot.ts'

const PARTS = ['profile', 'channel', 'offence', 'ladder'] as const

/** Records that the guide of a place was whole once, so that readers have had it: one change for each of its parts. */
export async function recordOpened(req: StoreRequest, jurisdiction: string, at: Date): Promise<void> {
  const before = await newestSeq(req)
  for (const [index, entryKind] of PARTS.entries()) {
    const of = { jurisdiction, entryKind, entry: `${jurisdiction}/${entryKind}` }
    const as = { kind: 'new', at: at.toISOString(), edition: hashOf(of) } as const
    await writeChange(req, { ...change(before + 1 + index, as), ...of })
  }
}
