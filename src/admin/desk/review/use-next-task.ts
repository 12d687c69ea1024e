'use client'
import { useConfig, useRouteTransition } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import { screenOf } from '#domain/content/collections.ts'
import type { NextTask } from '#domain/desk/board.ts'
import { ask, type Answer } from '#admin/ask.ts'

type Found = { next: NextTask | null } | { failed: string } | null

/** @param together the law change under which the decided edition goes live: its others come first. */
const askNext = (api: string, together: string | null): Promise<Answer<{ next: NextTask | null }>> =>
  ask(`${api}/heads/next${together === null ? '' : `?${new URLSearchParams({ together }).toString()}`}`)

export const addressOf = ({ at }: NextTask, admin: string): string =>
  `${admin}${screenOf(at.collection, at.id)}${at.review ? '/review' : ''}`

/** What waits for this person next, once a decision was made. */
export function useNextTask(together: string | null): Found {
  const { config } = useConfig()
  const [found, setFound] = useState<Found>(null)
  const { api } = config.routes
  useEffect(() => {
    let current = true
    void askNext(api, together).then((answer) => {
      if (current) setFound(answer.ok ? answer.value : { failed: answer.refusal.message })
    })
    return () => {
      current = false
    }
  }, [api, together])
  return found
}

/** Leads to what waits for this person next. Where nothing does, the screen stays, and says so. */
export function useGoOn(together: string | null): () => Promise<void> {
  const { config } = useConfig()
  const { admin, api } = config.routes
  const router = useRouter()
  const { startRouteTransition } = useRouteTransition()
  return useCallback(async () => {
    const answer = await askNext(api, together)
    const next = answer.ok ? answer.value.next : null
    if (next) startRouteTransition(() => router.push(addressOf(next, admin)))
  }, [api, admin, together, router, startRouteTransition])
}
