'use client'
import { useRouter } from 'next/navigation.js'
import { useEffect } from 'react'

/** Reads the board again from time to time, while somebody looks at it. */
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
