'use client'
import { useEffect, useRef } from 'react'
import { holdFocus } from '#admin/focus-on.ts'

const ADD_FIRST = '.where-builder__add-first-filter'

const rowsIn = (list: string): Element[] => [...document.querySelectorAll(`${list} .condition`)]

/** The first field of a row of filters, or of the last one; where there are none, what adds the first. */
function fieldOf(list: string, at: number): HTMLElement | null {
  const rows = rowsIn(list)
  const row = rows[at] ?? rows.at(-1)
  return row
    ? row.querySelector<HTMLElement>('.condition__field input')
    : document.querySelector<HTMLElement>(`${list} ${ADD_FIRST}`)
}

/**
 * Payload draws rows of filters anew when one is added or removed, and the focus is lost with the button that was
 * pressed: it goes on in the new row, or in the one that takes the place of the removed one. A finger has no focus to lose,
 * and a field would bring up a keyboard.
 * @param onRemove is called before a row is removed.
 */
export function useFilterFocus(onRemove: () => void): void {
  const removing = useRef(onRemove)
  useEffect(() => {
    removing.current = onRemove
  })
  useEffect(() => {
    let end = (): void => undefined
    const press = (event: MouseEvent): void => {
      const button = event.target instanceof Element ? event.target.closest('.where-builder button') : null
      if (!button) return
      const list = button.closest('.list-drawer') ? '.list-drawer' : '.collection-list'
      const rows = rowsIn(list)
      const row = button.closest('.condition')
      const removes = button.matches('.condition__actions-remove')
      const to = row ? rows.indexOf(row) + (removes ? 0 : 1) : rows.length
      if (removes) removing.current()
      end()
      if (event instanceof PointerEvent && event.pointerType === 'touch') return
      const timer = setTimeout(() => {
        end = holdFocus(() => fieldOf(list, to)?.focus())
      }, 0)
      end = () => clearTimeout(timer)
    }
    // Before the row goes.
    document.addEventListener('click', press, { capture: true })
    return () => {
      document.removeEventListener('click', press, { capture: true })
      end()
    }
  }, [])
}
