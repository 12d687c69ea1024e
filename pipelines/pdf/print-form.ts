import type { LegalDate } from '#domain/dates.ts'
import { languageOf } from '#domain/content/language.ts'
import type { Site } from '#domain/content/site.ts'
import type { Paper } from '#domain/publish/paths.ts'
import type { GuideSlice } from '#domain/publish/slices.ts'

/** What the prints of one guide are made of: nothing but its slice, whose hash tells whether they are the same. */
export interface Subject {
  slice: GuideSlice
  /** Address of the site: a print leads back to it, unless nobody has said what it is. */
  publicUrl: string | undefined
  timeZone: string
}

/** One print of a guide, before it is printed. */
export interface Made {
  /** The day on which what it shows last changed. */
  date: LegalDate
  /** Its HTML on a paper, without fonts. */
  html: (paper: Paper) => string
}

/** A print: how it is made of a guide. */
export type PrintForm = (subject: Subject) => Made

/** The words of the site that prints have. */
export const siteWords = (site: Site) => ({
  ...languageOf(site),
  brand: site.brand,
  sample: site.sample,
  sampleNotice: site.sampleNotice,
  disclaimer: site.disclaimer,
})
