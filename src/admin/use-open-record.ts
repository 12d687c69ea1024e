'use client'
import { useConfig, useDocumentInfo } from '@payloadcms/ui'
import { useMemo } from 'react'

/** The record that is open in a form, of any collection, or a global; a new one has no place yet. */
export interface OpenRecord {
  id: string
  collection: string
  /** Address of the record in the REST API. */
  api: string
  /** Address of the REST API. */
  root: string
}

export function useOpenRecord(): OpenRecord | null {
  const { config } = useConfig()
  const { id, collectionSlug, globalSlug } = useDocumentInfo()
  const root = config.routes.api
  return useMemo(() => {
    if (globalSlug)
      return { id: globalSlug, collection: globalSlug, api: `${root}/globals/${globalSlug}`, root }
    if (!collectionSlug || id === undefined) return null
    return {
      id: String(id),
      collection: collectionSlug,
      api: `${root}/${collectionSlug}/${encodeURIComponent(String(id))}`,
      root,
    }
  }, [id, collectionSlug, globalSlug, root])
}
