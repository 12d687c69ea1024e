'use client'
import { useConfig, useDocumentInfo, useRouteTransition } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { screenOf } from '#domain/content/collections.ts'
import { nextInGuide, type GuideChecklist } from '#domain/desk/guide-checklist.ts'
import { idOf } from '#domain/values.ts'
import { ask } from '#admin/ask.ts'
import { READY } from '../copy/address.ts'
import { useWorkflowStatus } from './workflow-status-store.ts'

/**
 * Leads from an entry that is finished to the next of its guide of which something is missing, or to where all are
 * submitted together.
 * @returns what does so; it calls `here` where the person stays: something is missing still, or there is no other.
 */
export function useNextInGuide(): (here: () => void) => Promise<void> {
  const { config } = useConfig()
  const { admin, api } = config.routes
  const { savedDocumentData } = useDocumentInfo()
  const { workflow } = useWorkflowStatus()
  const router = useRouter()
  const { startRouteTransition } = useRouteTransition()
  const place = idOf(savedDocumentData?.jurisdiction)
  const key = workflow?.key ?? ''
  return useCallback(
    async (here) => {
      const answer = place ? await ask<GuideChecklist>(`${api}/jurisdictions/${place}/guide`) : null
      const next = answer?.ok ? nextInGuide(answer.value, key) : null
      if (!place || next === null || next.what === 'here') return here()
      const to =
        next.what === 'entry'
          ? screenOf(next.at.collection, next.at.id)
          : `${screenOf('jurisdictions', place)}#${READY}`
      startRouteTransition(() => router.push(`${admin}${to}`))
    },
    [admin, api, key, place, router, startRouteTransition],
  )
}
