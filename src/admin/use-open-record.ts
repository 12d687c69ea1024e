'use client'
import { useConfig, useDocumentInfo } from '@payloadcms/ui'
import { useMemo } from 'react'
import { textOf } from '#domain/values.ts'

/** The record that is open in a form, of any collection, or a global; a new one has no place yet. */
export interface OpenRecord {
  id: string
  collection: string
  /** Address of the record in the REST API. */
  api: string
  /** Address of the REST API. */
  root: string
  /** Where its earlier states are read, as the start of a query; null if none are kept. */
  versions: string | null
}

const addressOf = (root: string, collection: string, id: string): string =>
  `${root}/${collection}/${encodeURIComponent(id)}`

export function useOpenRecord(): OpenRecord | null {
  const { config, getEntityConfig } = useConfig()
  const { id, collectionSlug, globalSlug } = useDocumentInfo()
  const root = config.routes.api
  return useMemo(() => {
    if (globalSlug) {
      const api = `${root}/globals/${globalSlug}`
      const kept = Boolean(getEntityConfig({ globalSlug })?.versions)
      return { id: globalSlug, collection: globalSlug, api, root, versions: kept ? `${api}/versions?` : null }
    }
    if (!collectionSlug || id === undefined) return null
    const own = encodeURIComponent(String(id))
    const kept = Boolean(getEntityConfig({ collectionSlug })?.versions)
    return {
      id: String(id),
      collection: collectionSlug,
      api: addressOf(root, collectionSlug, String(id)),
      root,
      versions: kept ? `${root}/${collectionSlug}/versions?where[and][0][parent][equals]=${own}&` : null,
    }
  }, [id, collectionSlug, globalSlug, root, getEntityConfig])
}

/** Address of the record in the REST API: of a new one as soon as it is saved, still on the screen where it began. */
export function useSavedAddress(): string | null {
  const { config } = useConfig()
  const { collectionSlug, savedDocumentData } = useDocumentInfo()
  const record = useOpenRecord()
  if (record) return record.api
  const id = textOf(savedDocumentData?.id)
  return collectionSlug && id ? addressOf(config.routes.api, collectionSlug, id) : null
}
