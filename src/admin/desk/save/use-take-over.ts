'use client'
import { useAuth, useDocumentInfo, useRouteCache } from '@payloadcms/ui'
import { useCallback } from 'react'
import { useOpenRecord } from '#admin/use-open-record.ts'
import { useWorkflowStatus } from '../bar/workflow-status-store.ts'
import { tellSaveProblem } from './save-store.ts'

/** Makes this person the one who holds the edit lock. */
export function useTakeOver(): () => Promise<void> {
  const { user } = useAuth()
  const { clearRouteCache } = useRouteCache()
  const { refresh } = useWorkflowStatus()
  const api = useOpenRecord()?.api
  const { id, collectionSlug, updateDocumentEditor, setCurrentEditor, isLocked } = useDocumentInfo()
  return useCallback(async () => {
    if (!user || id === undefined || !collectionSlug) return
    await updateDocumentEditor(id, collectionSlug, user)
    setCurrentEditor?.(user)
    if (api) tellSaveProblem(api, null)
    await refresh()
    // A form opened while someone else held the lock is read-only, so it is fetched again.
    if (isLocked) clearRouteCache()
  }, [
    user,
    id,
    api,
    collectionSlug,
    updateDocumentEditor,
    setCurrentEditor,
    refresh,
    isLocked,
    clearRouteCache,
  ])
}
