'use client'
import { useForm, useFormFields } from '@payloadcms/ui'
import { useEffect, useRef } from 'react'

/**
 * Fills in a text field with what follows from others, until somebody types it.
 * @param value null where nothing is to be filled in.
 */
export function useSuggestion(path: string, value: string | null): void {
  const { dispatchFields } = useForm()
  const typed = useFormFields(([fields]) => fields[path]?.value)
  const filledIn = useRef<unknown>(undefined)
  useEffect(() => {
    // Who empties the field wants to type.
    const untouched = typed === filledIn.current || (!typed && filledIn.current === undefined)
    if (value === null || value === typed || !untouched) return
    filledIn.current = value
    dispatchFields({ type: 'UPDATE', path, value })
  }, [path, value, typed, dispatchFields])
}
