'use client'
import { useConfig, useDocumentInfo } from '@payloadcms/ui'
import type { ClientField } from 'payload'
import { useMemo } from 'react'
import { screenOf, WORKING_COPIES_OF } from '#domain/content/collections.ts'
import { REVIEWED_KINDS, type ReviewedKind } from '#domain/keys.ts'

/** The open entry, place or site: where its working copy is stored, and the addresses of its screens and API. */
export interface EntryPlace {
  id: string
  kind: ReviewedKind
  collection: string
  /** Address of the entry in the REST API. */
  api: string
  /** Address of its edit screen. */
  screen: string
  /** Address of the REST API. */
  root: string
}

export function useEntry(): EntryPlace | null {
  const { config } = useConfig()
  const { id, collectionSlug, globalSlug } = useDocumentInfo()
  const { api, admin } = config.routes
  return useMemo(() => {
    const collection = collectionSlug ?? globalSlug
    const kind = REVIEWED_KINDS.find((each) => WORKING_COPIES_OF[each] === collection)
    const own = globalSlug ?? id
    if (!own || !kind || !collection) return null
    return {
      id: String(own),
      kind,
      collection,
      api: globalSlug
        ? `${api}/globals/${globalSlug}`
        : `${api}/${collection}/${encodeURIComponent(String(own))}`,
      screen: `${admin}${screenOf(collection, String(own))}`,
      root: api,
    }
  }, [id, collectionSlug, globalSlug, api, admin])
}

/** Fields of the working copy, as configured in its form. */
export function useEntryFields(): ClientField[] {
  const { getEntityConfig } = useConfig()
  const { collectionSlug, globalSlug } = useDocumentInfo()
  const entity = collectionSlug
    ? getEntityConfig({ collectionSlug })
    : globalSlug
      ? getEntityConfig({ globalSlug })
      : null
  return entity?.fields ?? []
}
