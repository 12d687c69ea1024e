'use client'
import { useAuth } from '@payloadcms/ui'
import { useCallback, useSyncExternalStore } from 'react'
import { useOpenRecord } from '#admin/use-open-record.ts'

/** A link for an expert: the server gives it once and keeps only its hash. */
export interface MadeLink {
  link: string
  name: string
}

/** By the person who made it and the entry, outside the screen: its parts come and go with the state of the edition. */
const made = new Map<string, MadeLink>()
const listeners = new Set<() => void>()

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The link that this person has made for the open entry and not closed yet, and how to keep or close one. */
export function useMadeLink(): [MadeLink | null, (link: MadeLink | null) => void] {
  const { user } = useAuth()
  const whose = `${user?.id} ${useOpenRecord()?.api}`
  const keep = useCallback(
    (link: MadeLink | null): void => {
      if (link) made.set(whose, link)
      else made.delete(whose)
      for (const listener of listeners) listener()
    },
    [whose],
  )
  const link = useSyncExternalStore(
    subscribe,
    () => made.get(whose) ?? null,
    () => null,
  )
  return [link, keep]
}
