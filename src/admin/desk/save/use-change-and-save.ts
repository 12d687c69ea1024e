'use client'
import { useForm, useFormModified } from '@payloadcms/ui'
import { useCallback, useEffect, useState, type RefObject } from 'react'

/** Milliseconds between two looks at the button, while the form settles. */
const PAUSE = 50
/** Milliseconds after which nothing is saved: what keeps the form is on the screen. */
const PATIENCE = 5_000

/** Presses the save button of a form as soon as it can be. @returns what ends the wait. */
function pressSave(form: Element, onPressed: () => void): () => void {
  const button = (): HTMLButtonElement | null => form.querySelector('#action-save:not([disabled])')
  const look = setInterval(() => {
    const found = button()
    if (!found) return
    clearInterval(look)
    found.click()
    onPressed()
  }, PAUSE)
  const end = setTimeout(() => clearInterval(look), PATIENCE)
  return () => {
    clearInterval(look)
    clearTimeout(end)
  }
}

/**
 * Changes fields of the form and saves it, as soon as its button knows of the change.
 * @param within an element of the form; it may be gone once the fields are changed.
 */
export function useChangeAndSave(
  within: RefObject<Element | null>,
): (values: Record<string, unknown>) => void {
  const { dispatchFields, setModified } = useForm()
  const modified = useFormModified()
  const [form, setForm] = useState<Element | null>(null)
  useEffect(() => (form && modified ? pressSave(form, () => setForm(null)) : undefined), [form, modified])
  return useCallback(
    (values) => {
      for (const [path, value] of Object.entries(values)) dispatchFields({ type: 'UPDATE', path, value })
      setModified(true)
      setForm(within.current?.closest('form') ?? null)
    },
    [dispatchFields, setModified, within],
  )
}
