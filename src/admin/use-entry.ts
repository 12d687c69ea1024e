'use client'
import { useConfig, useDocumentInfo } from '@payloadcms/ui'
import type { ClientField } from 'payload'
import { useMemo } from 'react'
import { COLLECTION_OF } from '#domain/collections.ts'
import { KINDS, type Kind } from '#domain/keys.ts'

/** The entry that is open: where its working copy is kept, and the addresses of its screens and answers. */
export interface EntryPlace {
  id: string
  kind: Kind
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
  const { id, collectionSlug } = useDocumentInfo()
  const { api, admin } = config.routes
  return useMemo(() => {
    const kind = KINDS.find((each) => COLLECTION_OF[each] === collectionSlug)
    if (!id || !kind || !collectionSlug) return null
    const place = encodeURIComponent(String(id))
    return {
      id: String(id),
      kind,
      collection: collectionSlug,
      api: `${api}/${collectionSlug}/${place}`,
      screen: `${admin}/collections/${collectionSlug}/${place}`,
      root: api,
    }
  }, [id, collectionSlug, api, admin])
}

/** Fields of the entry's collection as its form knows them. */
export function useEntryFields(): ClientField[] {
  const { getEntityConfig } = useConfig()
  const { collectionSlug } = useDocumentInfo()
  const collection = collectionSlug ? getEntityConfig({ collectionSlug }) : null
  return collection?.fields ?? []
}
