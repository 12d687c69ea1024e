'use client'
import { useForm } from '@payloadcms/ui'
import type { FormState } from 'payload'
import { useCallback } from 'react'
import type { Cited } from '#domain/content/cited.ts'
import { dayIn } from '#domain/dates.ts'

/** A citation to be, besides its source. */
interface NewCitation extends Pick<Cited, 'quote' | 'pinpoint'> {
  source: string
  supports: string[]
}

const stateOf = (values: Record<string, unknown>): FormState =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value, initialValue: value, valid: true }]),
  )

/**
 * Adds a row to the form's citations, whole, so that none of its fields waits for the server.
 * @param timeZone in which the site's days are counted.
 * @returns the number of the row, from 0.
 */
export function useAddCitation(timeZone: string): (citation: NewCitation) => number {
  const { addFieldRow, getFields } = useForm()
  return useCallback(
    ({ source, supports, pinpoint, quote }) => {
      const rowIndex = getFields().citations?.rows?.length ?? 0
      addFieldRow({
        path: 'citations',
        schemaPath: 'citations',
        rowIndex,
        subFieldState: stateOf({
          source,
          supports,
          pinpoint,
          retrievedOn: dayIn(timeZone, new Date()),
          quote: quote?.exact ?? null,
          quotePrefix: quote?.prefix ?? null,
          quoteSuffix: quote?.suffix ?? null,
        }),
      })
      return rowIndex
    },
    [addFieldRow, getFields, timeZone],
  )
}
