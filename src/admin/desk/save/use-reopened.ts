'use client'
import { useDocumentInfo, useRouteCache } from '@payloadcms/ui'
import { useEffect, useRef } from 'react'

/** A form that was opened while somebody else was writing is read-only: it is fetched again once nobody is. */
export function useReopened(nobodyWrites: boolean): void {
  const { isLocked } = useDocumentInfo()
  const { clearRouteCache } = useRouteCache()
  const fetched = useRef(false)
  useEffect(() => {
    if (!isLocked || !nobodyWrites || fetched.current) return
    fetched.current = true
    clearRouteCache()
  }, [isLocked, nobodyWrites, clearRouteCache])
}
