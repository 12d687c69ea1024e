import { cutSlug, slugify } from '#domain/keys.ts'

/** The first words of a heading, as the key of what stands below it. Empty if no letter of them can be in one. */
export const shortName = (heading: string): string =>
  cutSlug(slugify(heading).split('-').slice(0, 6).join('-'), 40)
