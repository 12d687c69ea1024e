import type { TextField } from 'payload'
import { dayIn, isLegalDate } from '#domain/dates.ts'
import { isRecord } from '#domain/checks.ts'
import { textOf } from '#domain/values.ts'
import { WHEN_CELL } from './when-cell.ts'

interface Options {
  name: string
  label: string
  required?: boolean
  /** Rows are looked for by it. */
  index?: boolean
  description?: string
  /** Why a future day makes no sense here; omit if it does. */
  notInFuture?: string
  /** What is wrong with a day, or with none, beside the other fields of its group; null if nothing is. */
  beside?: (day: string | null, others: Record<string, unknown>) => string | null
  admin?: TextField['admin']
}

/**
 * A calendar day as used in law, stored as YYYY-MM-DD text: Payload's own dates are instants and shift with the
 * time zone.
 */
export const legalDate = ({
  name,
  label,
  required,
  index,
  description,
  notInFuture,
  beside,
  admin,
}: Options): TextField => ({
  type: 'text',
  name,
  label,
  required,
  index,
  validate: (value: unknown, { siblingData }: { siblingData?: unknown }) => {
    const others = isRecord(siblingData) ? siblingData : {}
    if (value === null || value === undefined || value === '')
      return required ? 'Enter a date.' : (beside?.(null, others) ?? true)
    if (typeof value !== 'string' || !isLegalDate(value))
      return `“${textOf(value).slice(0, 20)}” is not a date: write it as YYYY-MM-DD, for example 2026-01-31.`
    // A day that has begun anywhere on Earth is not in the future.
    const latest = dayIn('Pacific/Kiritimati', new Date())
    if (notInFuture && value > latest) return `${value} is in the future. ${notInFuture}`
    return beside?.(value, others) ?? true
  },
  admin: {
    placeholder: 'YYYY-MM-DD',
    description,
    components: { Field: '/src/admin/content/fields/legal-date.tsx#LegalDateField', Cell: WHEN_CELL },
    // Lists know by this that it may be filtered as a day.
    custom: { day: true },
    ...admin,
  },
})
