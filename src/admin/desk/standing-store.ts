'use client'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import type { EntryStanding } from '#domain/entry-standing.ts'
import { ask, type Answer } from '#admin/ask.ts'
import { useEntry } from '#admin/use-entry.ts'

/** What the screens of one entry know of it. They all show the same answer of the desk. */
interface Known {
  standing: EntryStanding | null
  failed: string | null
  /** Something is on its way to readers while somebody looks on: instant since which. */
  since: number | null
}

const NOTHING: Known = { standing: null, failed: null, since: null }
const known = new Map<string, Known>()
const listeners = new Set<() => void>()

function tell(api: string, news: Partial<Known>): void {
  known.set(api, { ...(known.get(api) ?? NOTHING), ...news })
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** True while what was decided has not reached readers: approved and due, to be withdrawn, or being published. */
export function isUnderWay({ open, fix, withdrawal, publishing, today }: EntryStanding): boolean {
  const due = open?.state === 'approved' && (open.goesLiveOn === null || open.goesLiveOn <= today)
  return (
    due ||
    fix !== null ||
    withdrawal?.state === 'confirmed' ||
    (publishing !== null && publishing.state !== 'done')
  )
}

async function refresh(api: string): Promise<void> {
  const answer = await ask<EntryStanding>(`${api}/desk`)
  if (answer.ok) settle(api, answer.value)
  else tell(api, { failed: answer.refusal.message })
}

function settle(api: string, standing: EntryStanding): void {
  const { since } = known.get(api) ?? NOTHING
  tell(api, { standing, failed: null, since: since ?? (isUnderWay(standing) ? Date.now() : null) })
}

/** Looks at what the desk says of the entry that is open. Somebody else on the screen keeps it fresh. */
export function useStanding(): Known & { refresh: () => Promise<void> } {
  const api = useEntry()?.api ?? ''
  const { standing, failed, since } = useSyncExternalStore(
    subscribe,
    () => known.get(api) ?? NOTHING,
    () => NOTHING,
  )
  const again = useCallback(() => (api ? refresh(api) : Promise.resolve()), [api])
  return { standing, failed, since, refresh: again }
}

/** Asks the desk for something, and shows every screen of the entry what came of it. */
export function useDesk(): (action: string, body: unknown) => Promise<Answer<EntryStanding>> {
  const api = useEntry()?.api ?? ''
  return useCallback(
    async (action, body) => {
      const answer = await ask<EntryStanding>(`${api}/desk/${action}`, body)
      if (answer.ok) settle(api, answer.value)
      return answer
    },
    [api],
  )
}

const SECOND = 1000

/**
 * Keeps what is known of the entry fresh: asks when the screen opens, after each save, when its tab is looked at again,
 * and each second while something is on its way to readers.
 */
export function useKeepStanding(savedAt: unknown): void {
  const api = useEntry()?.api ?? ''
  const { standing } = useStanding()
  const failing = standing?.publishing?.state === 'failed'
  const underWay = standing !== null && isUnderWay(standing)
  useEffect(() => {
    if (api) void refresh(api)
  }, [api, savedAt])
  useEffect(() => {
    if (!api) return
    const look = (): void => {
      if (document.visibilityState === 'visible') void refresh(api)
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [api])
  useEffect(() => {
    if (!api || !underWay) return
    const timer = setInterval(
      () => {
        if (document.visibilityState === 'visible') void refresh(api)
      },
      failing ? 5 * SECOND : SECOND,
    )
    return () => clearInterval(timer)
  }, [api, underWay, failing])
}
