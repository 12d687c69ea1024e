'use client'
import { useSyncExternalStore } from 'react'

/** Why a save failed, and what can be done about it. */
export type SaveProblem =
  | { kind: 'ended' | 'unreachable'; words: string }
  /** Someone else holds the edit lock. */
  | { kind: 'locked'; by: string; at: string }
  /** Someone saved in between. */
  | { kind: 'stale' }

let problem: SaveProblem | null = null
const listeners = new Set<() => void>()

/** One form is open at a time, so only one problem is kept. */
export function tellSaveProblem(next: SaveProblem | null): void {
  problem = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useSaveProblem = (): SaveProblem | null =>
  useSyncExternalStore(
    subscribe,
    () => problem,
    () => null,
  )
