'use client'
import { useRouter } from 'next/navigation.js'
import { useEffect } from 'react'

/** Refreshes the board periodically, while its tab is visible. */
export function KeepFresh({ every }: { every: number }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, every)
    return () => clearInterval(timer)
  }, [every, router])
  return null
}
