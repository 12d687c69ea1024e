'use client'
import { useCallback, useEffect } from 'react'
import type { DeskAction, WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { ask, type Answer } from '#admin/ask.ts'
import { createStore } from '#admin/create-store.ts'
import { useEntry } from '#admin/use-entry.ts'
import { isUnderWay, onItsWay, type OnItsWay } from './under-way.ts'

/** The status of one entry, shared by all its screens. */
interface Known {
  workflow: WorkflowStatus | null
  failed: string | null
  /** What is, or was, being published while the screen is open. */
  watched: { what: OnItsWay; since: number; revision: number } | null
  /** The reviewer's decision that was just made on this screen; `at` tells it from one like it before. */
  decided: { what: ReviewDecision; at: number } | null
}

/** What a reviewer decides; the other actions go on with the entry. */
const REVIEW_DECISIONS = [
  'approve',
  'request-changes',
  'safety-fix',
  'confirm-withdrawal',
  'decline-withdrawal',
  'safety-withdrawal',
  'second-review',
] as const satisfies readonly DeskAction[]
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number]

const NOTHING: Known = { workflow: null, failed: null, watched: null, decided: null }
const known = createStore(NOTHING)

const tell = (api: string, news: Partial<Known>): void => known.write(api, { ...known.read(api), ...news })

async function refresh(api: string): Promise<void> {
  const answer = await ask<WorkflowStatus>(`${api}/desk`)
  if (answer.ok) settle(api, answer.value)
  else tell(api, { failed: answer.refusal.message })
}

function settle(api: string, workflow: WorkflowStatus, decided: ReviewDecision | null = null): void {
  const { watched: before, workflow: last } = known.read(api)
  const { revision } = workflow
  const what = onItsWay(workflow)
  let watched = before
  // A release continues what was watched before it; anything else starts anew, and the next save ends it.
  if (what && (!before || (what !== 'release' && (what !== before.what || !last || !isUnderWay(last)))))
    watched = { what, since: Date.now(), revision }
  else if (what === 'release' && last && !isUnderWay(last)) watched = { what, since: Date.now(), revision }
  else if (!what && before && before.revision !== revision) watched = null
  // In one step: the screen must not lose a button before what takes its place is there.
  tell(api, {
    workflow,
    failed: null,
    watched,
    ...(decided && { decided: { what: decided, at: Date.now() } }),
  })
}

/** Reads the status of the open entry. Another component on the screen keeps it fresh. */
export function useWorkflowStatus(): Known & { refresh: () => Promise<void>; goOn: () => void } {
  const api = useEntry()?.api ?? ''
  const { workflow, failed, watched, decided } = known.useValue(api)
  const again = useCallback(() => (api ? refresh(api) : Promise.resolve()), [api])
  const goOn = useCallback(() => {
    if (known.read(api).decided) tell(api, { decided: null })
  }, [api])
  return { workflow, failed, watched, decided, refresh: again, goOn }
}

/** Sends a desk action, and updates every screen of the entry with its result. */
export function useDesk(): (action: string, body: unknown) => Promise<Answer<WorkflowStatus>> {
  const api = useEntry()?.api ?? ''
  return useCallback(
    async (action, body) => {
      const answer = await ask<WorkflowStatus>(`${api}/desk/${action}`, body)
      if (answer.ok) settle(api, answer.value, REVIEW_DECISIONS.find((each) => each === action) ?? null)
      return answer
    },
    [api],
  )
}

const SECOND = 1000

/**
 * Keeps the entry's status fresh: fetches it when the screen opens, after each save, when its tab is shown again,
 * and each second while something is being published.
 */
export function useKeepWorkflowStatus(savedAt: unknown): void {
  const api = useEntry()?.api ?? ''
  const { workflow } = useWorkflowStatus()
  const failing = workflow?.publishing?.state === 'failed'
  const underWay = workflow !== null && isUnderWay(workflow)
  useEffect(() => {
    if (api) void refresh(api)
  }, [api, savedAt])
  useEffect(() => {
    if (!api) return
    const look = (): void => {
      if (document.visibilityState === 'visible') void refresh(api)
    }
    document.addEventListener('visibilitychange', look)
    window.addEventListener('focus', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('focus', look)
    }
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
