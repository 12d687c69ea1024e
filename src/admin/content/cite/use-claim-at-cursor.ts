'use client'
import { useForm } from '@payloadcms/ui'
import { useEffect, useState, type RefObject } from 'react'
import { claimAt, pathInId } from '#domain/content/claim-at.ts'
import { ROW_CLAIMS } from '#domain/content/fields.ts'
import type { Kind } from '#domain/keys.ts'
import { textOf } from '#domain/values.ts'
import { useAskedClaim } from './asked-claim.ts'

/** The form around an element: there may be another one in a drawer above it. */
const formOf = (element: Element): Element | null => element.closest('form.collection-edit__form, form')

/** The path of the form field in which an element stands. */
function pathOf(element: Element): string | null {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const path = pathInId(at.id)
    if (path !== null) return path
  }
  return null
}

/** Where the cursor was last, as far as it concerns the sources of claims. */
export interface Cursor {
  claim: string
  /** What had the focus. */
  at: Element
  /** Goes up each time, so that the same claim can be asked for again. */
  turn: number
  /** The person asked for the source of this claim by its mark: they want to go on in the field for it. */
  asked: boolean
}

/**
 * The claim whose field was last pointed at or typed in, or whose mark was pressed. A field that Tab only passes on the
 * way to the next one is not meant.
 * @param within an element of the form.
 */
export function useClaimAtCursor(kind: Kind, within: RefObject<Element | null>): Cursor | null {
  const { getFields } = useForm()
  const [cursor, setCursor] = useState<Cursor | null>(null)
  const asked = useAskedClaim()
  useEffect(() => {
    let passing = false
    const note = ({ target }: Event): void => {
      const own = within.current
      if (!(target instanceof Element) || !own || formOf(target) !== formOf(own)) return
      const path = pathOf(target)
      const keyOfRow = (row: number): string | null =>
        textOf(getFields()[`${ROW_CLAIMS[kind]}.${row}.key`]?.value) || null
      const claim = path === null ? null : claimAt(kind, path, keyOfRow)
      if (claim !== null)
        setCursor((before) =>
          before?.at === target && !before.asked
            ? before
            : { claim, at: target, turn: (before?.turn ?? 0) + 1, asked: false },
        )
    }
    const ended = new AbortController()
    const during = { signal: ended.signal, capture: true }
    document.addEventListener('keydown', ({ key }) => (passing = key === 'Tab'), during)
    document.addEventListener('pointerdown', () => (passing = false), during)
    document.addEventListener('focusin', (event) => passing || note(event), during)
    document.addEventListener('input', note, during)
    return () => ended.abort()
  }, [kind, within, getFields])
  useEffect(() => {
    if (asked && within.current && formOf(asked.from) === formOf(within.current))
      setCursor((before) => ({
        claim: asked.claim,
        at: asked.from,
        turn: (before?.turn ?? 0) + 1,
        asked: true,
      }))
  }, [asked, within])
  return cursor
}
