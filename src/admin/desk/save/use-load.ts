'use client'
import { useDocumentInfo, useForm } from '@payloadcms/ui'
import { useCallback } from 'react'
import type { SavedDoc } from './versions.ts'

/**
 * Loads a document into the form.
 * @returns `load`: as unsaved changes to the saved document; `restore`: as the saved document.
 */
export function useLoad(): {
  load: (data: Record<string, unknown>, saved?: SavedDoc) => Promise<void>
  restore: (saved: SavedDoc) => Promise<void>
} {
  const { reset, setModified } = useForm()
  const { setData } = useDocumentInfo()
  const load = useCallback(
    async (data: Record<string, unknown>, saved?: SavedDoc): Promise<void> => {
      if (saved) setData?.(saved)
      await reset(data)
      setModified(true)
    },
    [reset, setModified, setData],
  )
  const restore = useCallback(
    async (saved: SavedDoc): Promise<void> => {
      setData?.(saved)
      await reset(saved)
      setModified(false)
    },
    [reset, setModified, setData],
  )
  return { load, restore }
}
