import type { Finding } from './finding.ts'
import { isGuidePage, isHtml, isSitePage } from './page.ts'

const KIB = 1024

/** Bytes that a reader loads for a page, as brotli. */
const MOST_BYTES = { guide: 24 * KIB, other: 16 * KIB }

/** Pages of the prints that are made to be short. */
const MOST_PAGES: readonly [RegExp, number][] = [
  [/[.]sheet[.]\w+[.]pdf$/, 2],
  [/[.]card[.]\w+[.]pdf$/, 1],
]

/** What a manifest says of a file. */
export interface Sized {
  path: string
  brotli: { bytes: number }
  pages?: number
}

/** What is longer than it may be, and prints that count no page. */
export function budgetFindings({ path, brotli: { bytes }, pages }: Sized): Finding[] {
  if (isHtml(path) && isSitePage(path)) {
    const most = isGuidePage(path) ? MOST_BYTES.guide : MOST_BYTES.other
    return bytes <= most
      ? []
      : [{ path, problem: `It has ${bytes} bytes as brotli; at most ${most} are allowed.`, onlyLong: true }]
  }
  if (!path.endsWith('.pdf')) return []
  if (!pages) return [{ path, problem: 'It has no page.' }]
  const most = MOST_PAGES.find(([pattern]) => pattern.test(path))?.[1] ?? Infinity
  return pages <= most
    ? []
    : [{ path, problem: `It has ${pages} pages; at most ${most} are allowed.`, onlyLong: true }]
}
