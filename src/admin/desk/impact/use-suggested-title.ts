'use client'
import { useForm, useFormFields } from '@payloadcms/ui'
import { useEffect, useRef } from 'react'
import { LAW_CHANGES, suggestedTitle } from '#domain/desk/law-changes.ts'
import { LIMITS } from '#domain/text-rules.ts'

type LawChangeKind = keyof typeof LAW_CHANGES

const isKind = (value: unknown): value is LawChangeKind => typeof value === 'string' && value in LAW_CHANGES

/**
 * Fills in what a new law change is called, from its instrument, kind and provisions, until somebody types it.
 * @param instrument title of the chosen instrument; null where nothing is to be filled in.
 */
export function useSuggestedTitle(instrument: string | null, provisions: string): void {
  const { dispatchFields } = useForm()
  const title = useFormFields(([fields]) => fields.title?.value)
  const what = useFormFields(([fields]) => fields.what?.value)
  const filledIn = useRef<unknown>(undefined)
  useEffect(() => {
    // Who empties the field wants to type.
    const untouched = title === filledIn.current || (!title && filledIn.current === undefined)
    if (!instrument || !isKind(what) || !untouched) return
    const value = suggestedTitle({ what, instrument, provisions }, LIMITS.line)
    if (value === title) return
    filledIn.current = value
    dispatchFields({ type: 'UPDATE', path: 'title', value })
  }, [instrument, provisions, what, title, dispatchFields])
}
