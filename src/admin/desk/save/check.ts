import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { ask } from '#admin/ask.ts'
import type { EntryPlace } from '#admin/use-entry.ts'
import type { SaveProblem } from './save-store.ts'

/**
 * Finds what would make a save fail before anything is sent, so that the form stays as it is.
 * @param revision the form's base revision.
 */
export async function checkSave(entry: EntryPlace, revision: unknown): Promise<SaveProblem | null> {
  const answer = await ask<WorkflowStatus>(`${entry.api}/desk`)
  if (!answer.ok) {
    const { ended, message } = answer.refusal
    return { kind: ended ? 'ended' : 'unreachable', words: message }
  }
  const { revision: newest, writing } = answer.value
  if (newest !== revision) return { kind: 'stale' }
  return writing && { kind: 'locked', ...writing }
}
