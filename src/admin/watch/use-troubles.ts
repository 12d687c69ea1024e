'use client'
import { useEffect, useSyncExternalStore } from 'react'
import type { ClaimTrouble, Trouble } from '#domain/watch/watch-desk.ts'
import { ask } from '#admin/ask.ts'
import { useEntry } from '#admin/use-entry.ts'

/** Source problems of the opened entries; fetched once per entry, for all its claims. */
const known = new Map<string, ReadonlyMap<string, Trouble[]>>()
const asked = new Map<string, unknown>()
const listeners = new Set<() => void>()
const NONE: ReadonlyMap<string, Trouble[]> = new Map()

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

async function load(api: string): Promise<void> {
  const answer = await ask<ClaimTrouble[]>(`${api}/desk/troubles`)
  // Silent on errors: the form is no place to report them.
  if (!answer.ok) return
  known.set(api, new Map(answer.value.map(({ claim, troubles }) => [claim, troubles])))
  for (const listener of listeners) listener()
}

/**
 * Problems with the sources of a claim, in the saved working copy.
 * @param saved changes with each save.
 */
export function useTroubles(claim: string, saved: unknown): Trouble[] {
  const api = useEntry()?.api ?? ''
  useEffect(() => {
    if (api === '' || (asked.has(api) && asked.get(api) === saved)) return
    asked.set(api, saved)
    void load(api)
  }, [api, saved])
  const troubles = useSyncExternalStore(
    subscribe,
    () => known.get(api) ?? NONE,
    () => NONE,
  )
  return troubles.get(claim) ?? []
}
