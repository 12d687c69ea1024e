'use client'
import { useSyncExternalStore } from 'react'

/** Why a save failed, and what can be done about it. */
export type SaveProblem =
  | { kind: 'ended' | 'unreachable'; words: string }
  /** Someone else holds the edit lock. */
  | { kind: 'locked'; by: string; at: string }
  /** Someone saved in between. */
  | { kind: 'stale' }

/** By the record's address in the API: a form can be open in a drawer over another one. */
const problems = new Map<string, SaveProblem>()
const listeners = new Set<() => void>()

export function tellSaveProblem(api: string, next: SaveProblem | null): void {
  if (next) problems.set(api, next)
  else problems.delete(api)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useSaveProblem = (api: string | undefined): SaveProblem | null =>
  useSyncExternalStore(
    subscribe,
    () => problems.get(api ?? '') ?? null,
    () => null,
  )
