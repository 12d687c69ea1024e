'use client'
import { useAuth } from '@payloadcms/ui'
import { useCallback } from 'react'
import { createStore } from '#admin/create-store.ts'
import { useOpenRecord } from '#admin/use-open-record.ts'

/** A link for an expert: the server gives it once and keeps only its hash. */
export interface MadeLink {
  link: string
  name: string
}

/** By the person who made it and the entry, outside the screen: its parts come and go with the state of the edition. */
const made = createStore<MadeLink | null>(null)

/** The link that this person has made for the open entry and not closed yet, and how to keep or close one. */
export function useMadeLink(): [MadeLink | null, (link: MadeLink | null) => void] {
  const { user } = useAuth()
  const whose = `${user?.id} ${useOpenRecord()?.api}`
  const keep = useCallback((link: MadeLink | null): void => made.write(whose, link), [whose])
  return [made.useValue(whose), keep]
}
