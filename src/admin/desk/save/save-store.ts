'use client'
import { useFormFields, useFormModified } from '@payloadcms/ui'
import { createStore } from '#admin/create-store.ts'

/** Why a save failed, and what can be done about it. */
export type SaveProblem =
  | { kind: 'ended' | 'unreachable'; words: string }
  /** Someone else holds the edit lock. */
  | { kind: 'locked' }
  /** Someone saved after the state that the form started from: its revision, or when it was saved. */
  | { kind: 'stale'; from: unknown }

/** By the record's address in the API: a form can be open in a drawer over another one. */
const problems = createStore<SaveProblem | null>(null)

export const tellSaveProblem = problems.write

export const useSaveProblem = (api: string | undefined): SaveProblem | null => problems.useValue(api ?? '')

/** The state that the form stands on: a revision; of a record without revisions, when it was saved. */
export const useFormState = (): unknown =>
  useFormFields(([fields]) => fields.revision?.value ?? fields.updatedAt?.value)

/** True while the form holds changes to a state that somebody else has saved over. */
export function useIsStale(problem: SaveProblem | null): boolean {
  const from = useFormState()
  const modified = useFormModified()
  return problem?.kind === 'stale' && modified && problem.from === from
}
