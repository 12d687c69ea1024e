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
  /** Where its earlier states are read, as the start of a query; null if none are kept. */
  versions: string | null
}

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
    const all = `${root}/${collectionSlug}`
    const kept = Boolean(getEntityConfig({ collectionSlug })?.versions)
    return {
      id: String(id),
      collection: collectionSlug,
      api: `${all}/${own}`,
      root,
      versions: kept ? `${all}/versions?where[and][0][parent][equals]=${own}&` : null,
    }
  }, [id, collectionSlug, globalSlug, root, getEntityConfig])
}
