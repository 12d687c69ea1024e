import type { CDPSession, Page } from 'puppeteer-core'
import type { LegalDate } from '#domain/dates.ts'
import { startBrowser, type RunningBrowser } from '#lib/browser.ts'
import { fontStyle } from './fonts.ts'
import { normalisePdf } from './normalise.ts'

export class PrintFailed extends Error {
  override name = 'PrintFailed'
}

/** A page of the browser that is used again for one print after the other. */
interface Press {
  page: Page
  session: CDPSession
  frameId: string
}

const PRINT_TIMEOUT = 60_000

/**
 * Prints HTML as PDF with Chrome or Chromium: no JavaScript, every request refused, fonts in the document itself.
 * The same HTML and browser version give the same bytes.
 */
export class Printer {
  readonly version: string
  readonly #running: RunningBrowser
  readonly #free: Press[] = []
  readonly #waiting: ((press: Press) => void)[] = []
  /** Requests that a document tried to make. None of them left. */
  refusedRequests = 0

  private constructor(running: RunningBrowser) {
    this.version = running.version
    this.#running = running
  }

  /**
   * @param path program of the browser.
   * @param presses prints made at once; two keep two cores busy.
   * @throws {NoBrowser} when it does not start.
   */
  static async start(path: string, presses = 2): Promise<Printer> {
    const printer = new Printer(await startBrowser(path))
    for (let count = 0; count < presses; count += 1) printer.#free.push(await printer.#press())
    return printer
  }

  async #press(): Promise<Press> {
    const page = await this.#running.browser.newPage()
    await page.setJavaScriptEnabled(false)
    const session = await page.createCDPSession()
    session.on('Fetch.requestPaused', ({ requestId }: { requestId: string }) => {
      this.refusedRequests += 1
      void session
        .send('Fetch.failRequest', { requestId, errorReason: 'AccessDenied' })
        .catch(() => undefined)
    })
    await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    await session.send('Page.enable')
    const { frameTree } = await session.send('Page.getFrameTree')
    return { page, session, frameId: frameTree.frame.id }
  }

  #take(): Promise<Press> {
    const press = this.#free.pop()
    return press ? Promise.resolve(press) : new Promise((resolve) => this.#waiting.push(resolve))
  }

  #giveBack(press: Press): void {
    const next = this.#waiting.shift()
    if (next) next(press)
    else this.#free.push(press)
  }

  /**
   * Prints one document.
   * @param date the day that it bears.
   * @returns the bytes of the PDF.
   * @throws {PrintFailed} naming the document.
   */
  async print({ path, html, date }: { path: string; html: string; date: LegalDate }): Promise<Uint8Array> {
    const press = await this.#take()
    try {
      const { session, frameId } = press
      const fonts = await fontStyle(html)
      await session.send('Page.setDocumentContent', {
        frameId,
        html: html.replace('</head>', () => `${fonts}</head>`),
      })
      const { data } = await withTimeout(
        session.send('Page.printToPDF', {
          printBackground: true,
          preferCSSPageSize: true,
          generateTaggedPDF: true,
          generateDocumentOutline: true,
          transferMode: 'ReturnAsBase64',
        }),
        PRINT_TIMEOUT,
      )
      return normalisePdf(Buffer.from(data, 'base64'), date)
    } catch (error) {
      throw new PrintFailed(`${path} could not be printed: ${(error as Error).message}`, { cause: error })
    } finally {
      this.#giveBack(press)
    }
  }

  async close(): Promise<void> {
    await this.#running.close()
  }
}

async function withTimeout<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`the browser did not answer within ${milliseconds / 1000} s`)),
      milliseconds,
    )
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
