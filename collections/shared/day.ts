import { z } from 'zod'
import { isLegalDate } from '#domain/dates.ts'

/** A day in a request. */
export const day = z
  .string()
  .refine(isLegalDate, 'is not a date: write it as YYYY-MM-DD')
  .transform((text) => text)
