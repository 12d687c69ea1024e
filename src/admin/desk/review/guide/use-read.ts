'use client'
import { useEffect, useState, type RefObject } from 'react'

/**
 * Whether somebody has come to the end of a text: its end was in view while it was on screen.
 * @param ready false while the text is not on screen: what stands at its place until then is no end.
 */
export function useRead(end: RefObject<Element | null>, ready: boolean): boolean {
  const [read, setRead] = useState(false)
  useEffect(() => {
    const element = end.current
    if (!ready || read || !element) return
    const observer = new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) setRead(true)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [end, ready, read])
  return read
}
