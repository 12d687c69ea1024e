import { useEffect, type RefObject } from 'react'

/** Milliseconds for which an opening drawer may still drop the focus. */
const SETTLES = 2_000

/**
 * Moves the focus to the first field once it can have it: the drawer becomes visible a moment after it opens, later on a
 * slow machine. A focus that is in the form already stays where it is; one that the opening drawer drops is put back.
 */
export function useFirstFocus(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    let last: HTMLElement | null = null
    let until = Infinity
    const timer = setInterval(() => {
      const { activeElement } = document
      if (activeElement instanceof HTMLElement && form.current?.contains(activeElement)) {
        if (last === null) until = Date.now() + SETTLES
        last = activeElement
      } else if (last === null || activeElement === document.body)
        (last?.isConnected
          ? last
          : form.current?.querySelector<HTMLElement>('textarea, input, select, a, button')
        )?.focus()
      if (Date.now() > until) clearInterval(timer)
    }, 60)
    return () => clearInterval(timer)
  }, [form])
}
