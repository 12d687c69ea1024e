'use client'
import { useForm, useFormFields } from '@payloadcms/ui'
import type { FormField } from 'payload'
import { useEffect } from 'react'

/** Milliseconds after which a row that has no fields yet is asked for again; twice as long each time. */
const PATIENCE = 700
const TRIES = 5

type Rows = NonNullable<FormField['rows']>

const isAwaited = (field: FormField | undefined): field is FormField & { rows: Rows } =>
  field?.rows?.some(({ isLoading }) => isLoading) ?? false

/**
 * Payload asks its server for the fields of a new row when the form has changed. A row that is added while an answer is
 * on its way becomes part of what that answer settles, and is never asked for: it stays without fields. A form that
 * differs once more asks again.
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
