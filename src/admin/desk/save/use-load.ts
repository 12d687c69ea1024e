'use client'
import { useDocumentInfo, useForm } from '@payloadcms/ui'
import { useCallback } from 'react'
import type { Doc } from './versions.ts'

/**
 * Loads a document into the form.
 * @returns `load`: as unsaved changes to the saved document; `restore`: as the saved document.
 */
export function useLoad(): {
  load: (data: Record<string, unknown>, saved?: Doc) => Promise<void>
  restore: (saved: Doc) => Promise<void>
} {
  const { reset, setModified } = useForm()
  const { setData } = useDocumentInfo()
  const load = useCallback(
    async (data: Record<string, unknown>, saved?: Doc): Promise<void> => {
      if (saved) setData?.(saved)
      await reset(data)
      setModified(true)
    },
    [reset, setModified, setData],
  )
  const restore = useCallback(
    async (saved: Doc): Promise<void> => {
      setData?.(saved)
      await reset(saved)
      setModified(false)
    },
    [reset, setModified, setData],
  )
  return { load, restore }
}
