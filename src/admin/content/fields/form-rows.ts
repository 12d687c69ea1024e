'use client'
import { useFormFields } from '@payloadcms/ui'

/** The values of one field in each row of a form array. */
export function useColumn(array: string, column: string): unknown[] {
  // A string, so that this component renders again only when one of these values changed.
  const text = useFormFields(([fields]) => {
    const values: unknown[] = []
    const rows = (fields[array] as { rows?: unknown[] } | undefined)?.rows?.length ?? 0
    for (let index = 0; index < rows; index += 1)
      values.push(fields[`${array}.${index}.${column}`]?.value ?? null)
    return JSON.stringify(values)
  })
  return JSON.parse(text) as unknown[]
}
