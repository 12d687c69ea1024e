import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { borrowBrowser } from '../browsers.ts'
import type { Picture } from './qr.ts'

/** What a browser runs of pdf.js. */
interface PdfJs {
  getDocument(source: { data: Uint8Array }): {
    promise: Promise<{
      getPage(number: number): Promise<{
        getViewport(options: { scale: number }): { width: number; height: number }
        render(options: object): { promise: Promise<void> }
      }>
    }>
  }
}

const PDF_JS = readFileSync(join(import.meta.dirname, '../../../node_modules/unpdf/dist/pdfjs.mjs'), 'utf8')

/**
 * A page of a PDF as a picture, as a printer or a screen shows it.
 * @param dpi points of the picture per inch.
 */
export async function rasterised(pdf: Uint8Array, number: number, dpi: number): Promise<Picture> {
  const browser = await borrowBrowser()
  try {
    const page = await browser.browser.newPage()
    await page.addScriptTag({ type: 'module', content: `${PDF_JS}\nwindow.pdfjs = { getDocument }` })
    await page.waitForFunction(() => 'pdfjs' in window)
    const painted = await page.evaluate(
      async (base64, wanted, scale) => {
        // The script above has put it there.
        const { pdfjs } = window as unknown as { pdfjs: PdfJs }
        const data = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
        const document = await pdfjs.getDocument({ data }).promise
        const leaf = await document.getPage(wanted)
        const viewport = leaf.getViewport({ scale })
        const canvas = new OffscreenCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
        const canvasContext = canvas.getContext('2d')
        if (!canvasContext) throw new Error('The browser draws nothing.')
        await leaf.render({ canvasContext, viewport, canvas }).promise
        const { width, height } = canvas
        // One byte a point is enough for black and white.
        const { data: points } = canvasContext.getImageData(0, 0, width, height)
        let grey = ''
        for (let point = 0; point < points.length; point += 4) grey += String.fromCharCode(points[point] ?? 0)
        return { width, height, grey: btoa(grey) }
      },
      Buffer.from(pdf).toString('base64'),
      number,
      dpi / 72,
    )
    await page.close()
    const grey = Buffer.from(painted.grey, 'base64')
    const data = new Uint8ClampedArray(grey.length * 4)
    for (const [point, value] of grey.entries()) data.set([value, value, value, 255], point * 4)
    return { data, width: painted.width, height: painted.height }
  } finally {
    await browser.close()
  }
}
