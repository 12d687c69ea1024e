import { getDocumentProxy, getMeta } from 'unpdf'

export interface PdfText {
  /** Words of each page. */
  pages: string[]
  /** Titles of the outline, in reading order. */
  outline: string[]
  tagged: boolean
  title: string
}

interface OutlineItem {
  title: string
  items: OutlineItem[]
}

const titles = (items: readonly OutlineItem[]): string[] =>
  items.flatMap((item) => [item.title, ...titles(item.items)])

/** The text of a PDF as a reader would copy it. */
export async function readPdf(bytes: Uint8Array): Promise<PdfText> {
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''))
  }
  const outline = titles((await document.getOutline()) ?? [])
  const { Marked } = ((await document.getMarkInfo()) ?? {}) as { Marked?: boolean }
  const { info } = (await getMeta(document)) as { info: { Title?: string } }
  await document.loadingTask.destroy()
  return { pages, outline, tagged: Marked === true, title: info.Title ?? '' }
}
