'use client'
import { useForm, useFormModified } from '@payloadcms/ui'
import { useCallback, useEffect, useState, type RefObject } from 'react'
import { saveFirst, type AfterSave } from './after-save.ts'

/** Milliseconds between two looks at the button, while the form settles. */
const PAUSE = 50
/** Milliseconds after which nothing is saved: what keeps the form is on the screen. */
const PATIENCE = 5_000

/** A form that is to be saved, and what follows. */
interface ToSave {
  form: Element
  wanted: AfterSave
}

/** Presses the save button of a form as soon as it can be. @returns what ends the wait. */
function pressSave({ form, wanted }: ToSave, onPressed: () => void): () => void {
  const look = setInterval(() => {
    if (!saveFirst(form, wanted)) return
    clearInterval(look)
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
): (values: Record<string, unknown>, wanted: AfterSave) => void {
  const { dispatchFields, setModified } = useForm()
  const modified = useFormModified()
  const [toSave, setToSave] = useState<ToSave | null>(null)
  useEffect(
    () => (toSave && modified ? pressSave(toSave, () => setToSave(null)) : undefined),
    [toSave, modified],
  )
  return useCallback(
    (values, wanted) => {
      for (const [path, value] of Object.entries(values)) dispatchFields({ type: 'UPDATE', path, value })
      setModified(true)
      const form = within.current?.closest('form')
      setToSave(form ? { form, wanted } : null)
    },
    [dispatchFields, setModified, within],
  )
}
