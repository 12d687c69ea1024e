import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface PdfText {
  /** Words of each page. */
  pages: string[]
  outline: string[]
  tagged: boolean
}

/** The text of a PDF as a reader would copy it. */
export async function readPdf(bytes: Uint8Array): Promise<PdfText> {
  const task = getDocument({
    data: new Uint8Array(bytes),
    useSystemFonts: false,
    verbosity: VerbosityLevel.ERRORS,
  })
  const document = await task.promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''))
  }
  const outline = ((await document.getOutline()) ?? []) as {
    title: string
    items: { title: string; items: { title: string }[] }[]
  }[]
  const info = await document.getMarkInfo()
  await task.destroy()
  const titles = (items: typeof outline): string[] =>
    items.flatMap((item) => [item.title, ...titles(item.items as typeof outline)])
  return { pages, outline: titles(outline), tagged: (info as { Marked?: boolean } | null)?.Marked === true }
}
