'use client'
import { useLayoutEffect, type ReactNode } from 'react'

/**
 * Payload writes what a list shows into its address, and wipes what Next keeps in the history for that page: Back to it
 * would then change the address alone. Next itself keeps it, but only watches the history after Payload has written.
 */
export function KeptHistory({ children }: { children?: ReactNode }) {
  useLayoutEffect(() => {
    const replace = history.replaceState.bind(history)
    history.replaceState = (state: unknown, unused, url) => replace(state ?? history.state, unused, url)
  }, [])
  return children
}
