import { useEffect, type RefObject } from 'react'

/**
 * Moves the focus to the first field once it can have it: the drawer becomes visible a moment after it opens, later on a
 * slow machine. A focus that is in the form already stays where it is.
 */
export function useFirstFocus(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (!form.current?.contains(document.activeElement))
        form.current?.querySelector<HTMLElement>('textarea, input, select, a, button')?.focus()
      if (form.current?.contains(document.activeElement)) clearInterval(timer)
    }, 60)
    return () => clearInterval(timer)
  }, [form])
}
