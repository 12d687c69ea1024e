import { useEffect, useLayoutEffect, type RefObject } from 'react'

/** Milliseconds for which a closing drawer or dialog may still drop the focus. */
const SETTLES = 2_000

const isNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body

/**
 * Holds the focus where nothing else has it: when the element appears, and for a moment after, while what it takes the
 * place of goes. A focus that is somewhere stays there.
 * @param taking moves the focus here at once, wherever it is: the element answers what was just done.
 * @param of changes where the element stays and what it shows is another thing.
 */
export function useKeptFocus(
  element: RefObject<HTMLElement | null>,
  { taking = false, of }: { taking?: boolean; of?: unknown } = {},
): void {
  useLayoutEffect(() => {
    if (taking) element.current?.focus()
  }, [element, taking])
  useEffect(() => {
    const hold = (): void => {
      if (isNowhere()) element.current?.focus({ preventScroll: !taking })
    }
    hold()
    const timer = setInterval(hold, 50)
    const end = setTimeout(() => clearInterval(timer), SETTLES)
    return () => {
      clearInterval(timer)
      clearTimeout(end)
    }
  }, [element, taking, of])
}
