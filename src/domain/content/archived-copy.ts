import type { LegalDate } from '../dates.ts'

/**
 * The Internet Archive's copy of a page as of a day, or the nearest one. The archive reports if it has none;
 * this only builds the address.
 */
export const archivedCopy = (url: string, on: LegalDate): string =>
  `https://web.archive.org/web/${on.replaceAll('-', '')}/${url}`
