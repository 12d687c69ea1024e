import { useEffect, useLayoutEffect, type RefObject } from 'react'
import { holdFocus } from './focus-on.ts'

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
  useEffect(() => holdFocus(() => element.current?.focus({ preventScroll: !taking })), [element, taking, of])
}
