import { dayIn, type LegalDate } from '#domain/dates.ts'
import { changedOn, type ShortPrint } from '#domain/publish/short-prints.ts'
import type { Subject } from './print-form.ts'

/** The day on which what a short print shows last changed. */
export const dayOf = (print: ShortPrint, { slice, timeZone }: Subject): LegalDate =>
  changedOn(print, slice.guide, slice.changes, {
    today: slice.day,
    dayOf: (instant) => dayIn(timeZone, new Date(instant)),
  })
