'use client'
import { useEffect } from 'react'

/** Milliseconds between two looks. */
const PAUSE = 15_000

/** Looks again while something is shown that others can end: now and then, and when the tab is shown again. */
export function useLookAgain(shown: boolean, look: () => void): void {
  useEffect(() => {
    if (!shown) return
    const again = (): void => {
      if (document.visibilityState === 'visible') look()
    }
    const timer = setInterval(again, PAUSE)
    document.addEventListener('visibilitychange', again)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', again)
    }
  }, [shown, look])
}
