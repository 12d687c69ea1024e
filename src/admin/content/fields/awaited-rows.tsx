'use client'
import { useForm, useFormFields } from '@payloadcms/ui'
import type { FormField } from 'payload'
import { useEffect } from 'react'

/** Milliseconds before a row without fields is requested again; doubled each time. */
const PATIENCE = 700
const TRIES = 5

type Rows = NonNullable<FormField['rows']>

const isAwaited = (field: FormField | undefined): field is FormField & { rows: Rows } =>
  field?.rows?.some(({ isLoading }) => isLoading) ?? false

/**
 * Payload requests the fields of a new row when the form state changes. A row added while an answer is pending
 * becomes part of the state that answer settles, so it is never requested and stays without fields. Changing the
 * form state once more triggers another request.
 */
export function AwaitedRows() {
  const { getFields } = useForm()
  const awaited = useFormFields(([fields]) =>
    Object.keys(fields)
      .filter((path) => isAwaited(fields[path]))
      .join('\n'),
  )
  const dispatch = useFormFields(([, dispatchFields]) => dispatchFields)
  useEffect(() => {
    if (awaited === '') return
    let tries = 0
    let timer: ReturnType<typeof setTimeout>
    const ask = (): void => {
      tries += 1
      for (const [path, field] of Object.entries(getFields()))
        if (isAwaited(field))
          dispatch({
            type: 'UPDATE',
            path,
            rows: field.rows.map((row) => (row.isLoading ? { ...row, asked: tries } : row)),
          })
      if (tries < TRIES) timer = setTimeout(ask, PATIENCE * 2 ** tries)
    }
    timer = setTimeout(ask, PATIENCE)
    return () => clearTimeout(timer)
  }, [awaited, dispatch, getFields])
  return null
}
