import type { LegalDate } from '../dates.ts'

/**
 * Where the Internet Archive shows a page as it was on a day, or the copy nearest to it. The archive itself says where
 * there is none; nothing is asked here.
 */
export const archivedCopy = (url: string, on: LegalDate): string =>
  `https://web.archive.org/web/${on.replaceAll('-', '')}/${url}`
