'use client'
import { useConfig, useDocumentInfo } from '@payloadcms/ui'
import { useCallback, useEffect, useState } from 'react'
import type { EntryStanding } from '#domain/entry-standing.ts'

/** What the desk says of the entry that is open, asked again after each save. */
export function useStanding(): {
  standing: EntryStanding | null
  failed: string | null
  refresh: () => Promise<void>
} {
  const { config } = useConfig()
  const { id, collectionSlug, lastUpdateTime } = useDocumentInfo()
  const [standing, setStanding] = useState<EntryStanding | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const refresh = useCallback(async () => {
    if (!id || !collectionSlug) return
    try {
      const response = await fetch(`${config.routes.api}/${collectionSlug}/${id}/desk`, {
        credentials: 'include',
        cache: 'no-store',
      })
      if (!response.ok) throw new Error(`${response.status}`)
      setStanding((await response.json()) as EntryStanding)
      setFailed(null)
    } catch {
      setFailed('The state of this entry could not be read. Check your connection; your text is still here.')
    }
  }, [id, collectionSlug, config.routes.api])
  useEffect(() => {
    void refresh()
  }, [refresh, lastUpdateTime])
  return { standing, failed, refresh }
}
