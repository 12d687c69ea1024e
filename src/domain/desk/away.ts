import type { LegalDate } from '../dates.ts'

/** When a person is away, and who stands in. */
export interface Away {
  from: LegalDate | null
  until: LegalDate | null
  /** `user:<id>`; null if nobody is named. */
  deputy: string | null
}

/** The last day on which a person is away; null if they are here today, or do not say until when. */
export const awayUntil = ({ from, until }: Away, today: LegalDate): LegalDate | null =>
  until !== null && today <= until && (from === null || from <= today) ? until : null
