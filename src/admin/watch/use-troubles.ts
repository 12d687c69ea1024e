'use client'
import { useEffect } from 'react'
import type { ClaimTrouble, Trouble } from '#domain/watch/watch-desk.ts'
import { ask } from '#admin/ask.ts'
import { createStore } from '#admin/create-store.ts'
import { useEntry } from '#admin/use-entry.ts'

const NONE: ReadonlyMap<string, Trouble[]> = new Map()
/** Source problems of the opened entries; fetched once per entry, for all its claims. */
const known = createStore(NONE)
const asked = new Map<string, unknown>()

async function load(api: string): Promise<void> {
  const answer = await ask<ClaimTrouble[]>(`${api}/desk/troubles`)
  // Silent on errors: the form is no place to report them.
  if (answer.ok) known.write(api, new Map(answer.value.map(({ claim, troubles }) => [claim, troubles])))
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
  return known.useValue(api).get(claim) ?? []
}
