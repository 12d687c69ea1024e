'use client'
import { useEffect, type ReactNode } from 'react'
import { isNowhere } from './focus-on.ts'

/**
 * A button is disabled while it does what it was pressed for, and browsers then drop the focus: whoever presses with the
 * keyboard would begin anew. It returns once the button can be pressed again, if nothing else has it.
 */
export function KeptPress({ children }: { children?: ReactNode }) {
  useEffect(() => {
    let pressed: Element | null = null
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        if (!(target instanceof HTMLButtonElement)) continue
        if (target.disabled && document.activeElement === target) pressed = target
        if (!target.disabled && target === pressed) {
          if (isNowhere()) target.focus()
          pressed = null
        }
      }
    })
    observer.observe(document.body, { subtree: true, attributeFilter: ['disabled'] })
    return () => observer.disconnect()
  }, [])
  return children
}
