import type { ClientField } from 'payload'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { ask, type Refusal } from '#admin/ask.ts'
import type { EntryPlace } from '#admin/use-entry.ts'
import type { OpenRecord } from '#admin/use-open-record.ts'
import type { SaveProblem } from './save-store.ts'
import { bothVersions, readNewest, stateOf, type Mine } from './versions.ts'

export interface Checked {
  /** What would make a save of the open record fail. */
  problem: SaveProblem | null
  /** What the form says differently from what it holds. */
  overrides?: Record<string, unknown>
}

const unsent = ({ ended, message }: Refusal): Checked => ({
  problem: { kind: ended ? 'ended' : 'unreachable', words: message },
})

const stale = ({ data }: Mine): Checked => ({ problem: { kind: 'stale', from: stateOf(data).value } })

/** Finds what would make a save of an entry fail before anything is sent, so that the form stays as it is. */
export async function checkEntry(entry: EntryPlace, mine: Mine): Promise<Checked> {
  const answer = await ask<WorkflowStatus>(`${entry.api}/desk`)
  if (!answer.ok) return unsent(answer.refusal)
  const { revision, writing } = answer.value
  if (revision !== mine.data.revision) return stale(mine)
  return { problem: writing && { kind: 'locked' } }
}

/** The same for a record that is no entry. */
export async function checkShared(
  record: OpenRecord,
  fields: readonly ClientField[],
  mine: Mine,
): Promise<Checked> {
  const newest = await readNewest(record)
  if (!newest.ok) return unsent(newest.refusal)
  if (newest.value.updatedAt === mine.data.updatedAt) return { problem: null }
  const both = await bothVersions(record, fields, mine)
  if (!both.ok) return unsent(both.refusal)
  const { compared, theirs } = both.value
  if (compared.some(({ by }) => by !== 'mine')) return stale(mine)
  // Only what the system keeps has changed, such as the label of a renamed place: nobody is overwritten.
  return { problem: null, overrides: { updatedAt: theirs.updatedAt } }
}
