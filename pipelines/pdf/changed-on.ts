import { dayIn, type LegalDate } from '#domain/dates.ts'
import { changesOfGuide } from '#domain/publish/changes-of-guide.ts'
import { changedOn, type ShortPrint } from '#domain/publish/short-prints.ts'
import type { Subject } from './print-form.ts'

/** The day on which what a short print shows last changed. */
export const dayOf = (print: ShortPrint, { snapshot, guide, timeZone }: Subject): LegalDate =>
  changedOn(print, guide, changesOfGuide(snapshot, guide), {
    today: snapshot.day,
    dayOf: (instant) => dayIn(timeZone, new Date(instant)),
  })
