'use client'
import { useConfig, useDocumentInfo } from '@payloadcms/ui'
import type { ClientField } from 'payload'
import { createContext, useContext, useMemo } from 'react'
import { screenOf, WORKING_COPIES_OF } from '#domain/content/collections.ts'
import { REVIEWED_KINDS, type ReviewedKind } from '#domain/keys.ts'
import { useOpenRecord, type OpenRecord } from './use-open-record.ts'

/** The open entry, place or site: where its working copy is stored, and the addresses of its screens and API. */
export interface EntryPlace extends OpenRecord {
  kind: ReviewedKind
  /** Address of its edit screen. */
  screen: string
}

const Given = createContext<EntryPlace | null>(null)

/** Stands around parts of a screen that are about an entry which is not the open record. */
export const EntryOf = Given.Provider

export function useEntry(): EntryPlace | null {
  const { config } = useConfig()
  const given = useContext(Given)
  const record = useOpenRecord()
  const { admin } = config.routes
  return useMemo(() => {
    if (given) return given
    const kind = REVIEWED_KINDS.find((each) => WORKING_COPIES_OF[each] === record?.collection)
    if (!record || !kind) return null
    return { ...record, kind, screen: `${admin}${screenOf(record.collection, record.id)}` }
  }, [given, record, admin])
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
