'use client'
import { useNav } from '@payloadcms/ui'
import { useLayoutEffect, type ReactNode } from 'react'

/** Screens on which Payload closes its menu at the beginning. */
const NARROW = '(max-width: 1440px)'

/**
 * Payload draws its menu open, and closes it once it has learned how wide the screen is: until then it would push the
 * page out of a narrow one. It is closed before that is drawn.
 */
export function MenuAtFirst({ children }: { children?: ReactNode }) {
  const { setNavOpen } = useNav()
  useLayoutEffect(() => {
    if (matchMedia(NARROW).matches) setNavOpen(false)
  }, [setNavOpen])
  return children
}
