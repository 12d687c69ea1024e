'use client'
import { useId } from 'react'
import { focusOn } from '#admin/focus-on.ts'

/** Headings of the lists of the watch, on its own page and on that of a source. */
const LISTS = ['watch-flags', 'watch-heading'] as const

/**
 * Where the focus goes after what is done to something that a list shows: back to the button, or to the heading of the
 * list once it is not there any more.
 * @param lists ids of headings that can have the focus, the best first.
 */
export function useFocusAfter(lists: readonly string[] = LISTS) {
  const id = useId()
  const button = (name: string): string => `${id}-${name}`
  return {
    /** Id of a button. */
    button,
    /** A form that stood in the place of a button is closed, or what a button does is done. */
    back: (name: string): void => focusOn(button(name), ...lists),
    /** What it was about leaves the list. */
    settled: (): void => focusOn(...lists),
  }
}
