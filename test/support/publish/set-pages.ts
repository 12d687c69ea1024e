import { getDocumentProxy } from 'unpdf'

/** A line of the contents. */
export interface ContentsLine {
  /** The page that it names. */
  says: number
  /** The page on which what it leads to begins. */
  is: number
}

/** How a print is set. */
export interface SetPages {
  pages: number
  contents: ContentsLine[]
  /** Headings with nothing below them in their column. */
  last: string[]
  /** How much of the height of each page has text: 1 is all. */
  full: number[]
}

interface Item {
  str: string
  left: number
  bottom: number
  height: number
}

/** Smallest height of the letters of a heading, in points: text has 10, running heads and notes have less. */
const HEADING = 10.4
/** Page after the cover and the contents. */
const FIRST = 3
/** Points of margin, and what the inner one has more for holes. */
const [MARGIN, INNER] = [42, 10]

/** The lowest text of each column, where it is a heading. */
function lastOf(items: readonly Item[], width: number): string[] {
  const middle = width / 2 + INNER
  return [(left: number) => left < middle, (left: number) => left >= middle].flatMap((isOf) => {
    const [lowest] = items.filter(({ left }) => isOf(left)).sort((a, b) => a.bottom - b.bottom)
    return lowest && lowest.height > HEADING ? [lowest.str] : []
  })
}

/** Reads how a print is set: its contents, and where its headings stand. */
export async function readSetPages(bytes: Uint8Array): Promise<SetPages> {
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const found: SetPages = { pages: document.numPages, contents: [], last: [], full: [] }
  const contents = await document.getPage(2)
  const links = (await contents.getAnnotations()) as { dest?: string; overlaidText?: string }[]
  for (const { dest, overlaidText = '' } of links) {
    const says = /(\d+)$/.exec(overlaidText)?.[1]
    const target = dest === undefined ? null : await document.getDestination(dest)
    if (says === undefined || !target || dest?.startsWith('source-')) continue
    // A destination names its page first.
    const [page] = target as Parameters<typeof document.getPageIndex>
    found.contents.push({ says: Number(says), is: (await document.getPageIndex(page)) + 1 })
  }
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const { width, height } = page.getViewport({ scale: 1 })
    const items = (await page.getTextContent()).items.flatMap((item) => {
      if (!('str' in item) || !item.str.trim()) return []
      const [, , , , left = 0, bottom = 0] = item.transform as number[]
      return bottom > MARGIN && bottom < height - MARGIN
        ? [{ str: item.str, left, bottom, height: item.height }]
        : []
    })
    const lowest = Math.min(height - MARGIN, ...items.map(({ bottom }) => bottom))
    found.full.push((height - MARGIN - lowest) / (height - 2 * MARGIN))
    if (number >= FIRST) found.last.push(...lastOf(items, width).map((text) => `page ${number}: ${text}`))
  }
  await document.loadingTask.destroy()
  return found
}
