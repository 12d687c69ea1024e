'use client'
import { useEffect, useState, type MouseEvent } from 'react'

/** The keys that move through a list, and how far each goes. */
const STEPS: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 }

/** Where a key leads from a line, or from none (-1); from one end an arrow goes on at the other. Null for other keys. */
export function stepped(key: string, at: number, count: number): number | null {
  const step = STEPS[key]
  if (step === undefined || count === 0) return null
  if (at < 0 && step < 0) return count - 1
  if (Math.abs(step) === 1) return (at + step + count) % count
  return Math.min(count - 1, Math.max(0, at + step))
}

interface List {
  /** What the list answers: with another one, the pointing begins anew. */
  of: string
  /** Ids of its lines, each unique on the page. */
  ids: readonly string[]
  /** The line that is pointed at first; -1 for none. */
  first?: number
}

/**
 * The line of a list that is pointed at, by the arrow keys or the pointer, while the focus stays in the field above it.
 */
export function usePointed({ of, ids, first = 0 }: List) {
  const [pointed, setPointed] = useState({ of: '', at: first })
  const at = Math.min(pointed.of === of ? pointed.at : first, ids.length - 1)
  const active = ids[at]
  useEffect(() => {
    if (active) document.getElementById(active)?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const point = (index: number): void => setPointed({ of, at: index })
  return {
    at,
    /** Id of the line. */
    active,
    /** Goes where a key leads. @returns whether it is a key of the list. */
    step(this: void, key: string): boolean {
      const next = stepped(key, at, ids.length)
      if (next !== null) point(next)
      return next !== null
    },
    /** What makes an element the line of this number. */
    line: (index: number) => ({
      id: ids[index],
      role: 'option',
      'aria-selected': index === at,
      // The field must not lose the focus to a press of the mouse.
      onMouseDown: (event: MouseEvent): void => event.preventDefault(),
      onPointerMove: (): void => point(index),
    }),
  }
}

/** What `usePointed` gives to make the lines. */
export type Line = ReturnType<typeof usePointed>['line']
