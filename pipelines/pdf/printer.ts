import { availableParallelism } from 'node:os'
import type { CDPSession, Page } from 'puppeteer'
import type { LegalDate } from '#domain/dates.ts'
import { isSilent, NoBrowser, startBrowser, type RunningBrowser } from '#lib/browser.ts'
import { assertOutsideTransaction } from '#lib/inside-transaction.ts'
import { lowerSession } from '#lib/priority.ts'
import { sessionMemory } from '#lib/session-memory.ts'
import type { Variant } from '#domain/publish/paths.ts'
import type { RawPrint } from './finish/finish.ts'
import type { Folios } from './finish/folios.ts'
import { fontStyle } from './fonts.ts'

export class PrintFailed extends Error {
  override name = 'PrintFailed'
}

/** What finishes prints. Its library is big: it is read while the browser starts, and only by who prints. */
const finishing = () => import('./finish/finish.ts')

/** Pages of no block are known. */
const NO_FOLIOS = async (): Promise<undefined> => undefined

interface Printable {
  path: string
  html: string
  date: LegalDate
  /** Undefined for a document without variants. */
  variant?: Variant
  /** The same for all variants of a print. */
  pressed?: object
}

/** A browser page, reused for one print after another. */
interface Press {
  page: Page
  session: CDPSession
  frameId: string
}

/** A browser with its pages. */
interface Running {
  browser: RunningBrowser
  /** Its free pages. */
  presses: Press[]
  /** Prints it has made. */
  printed: number
  /** It is replaced before the next print. */
  isWorn: boolean
}

interface Options {
  /** Prints made in parallel: one for each core. */
  presses?: number
  /** Milliseconds after which an unresponsive browser is given up. */
  patience?: number
  /** Prints after which a browser is replaced. */
  wornAfter?: number
  /** Bytes of memory above which a browser is replaced, and the number of prints between two looks at it. */
  mostMemory?: number
  looksAfter?: number
}

/** More would cost memory, while Chromium and what finishes prints have no core for them. */
const MOST_PRESSES = 4

/** A browser keeps a little of every document: it is replaced long before that matters. */
const WORN_AFTER = 500
const MOST_MEMORY = 1.5 * 1024 ** 3

/** Prints between two looks at the memory of a browser. */
const LOOKS_AFTER = 20

/** After this many documents in a row that a fresh browser cannot print either, the fault is the browser's. */
const GIVEN_UP_AFTER = 2

/**
 * Prints HTML as PDF with Chrome or Chromium: no JavaScript, every request refused, fonts embedded in the document.
 * The same HTML and browser version give the same bytes. A browser that exits, is stopped or hangs is replaced, and
 * each document it failed to print is retried once in the new one. A print has 30 seconds. A browser that has printed
 * much, or takes much memory, is replaced between two prints.
 */
export class Printer {
  readonly #path: string
  readonly #presses: number
  readonly #patience: number | undefined
  readonly #wornAfter: number
  readonly #mostMemory: number
  readonly #looksAfter: number
  #running: Promise<Running>
  readonly #waiting: (() => void)[] = []
  /** Pressings that another variant still has to be made of. */
  readonly #pressed = new WeakMap<object, Promise<RawPrint>>()
  #lost = 0
  #closed = false
  /** Requests that documents tried to make. None left the browser. */
  refusedRequests = 0

  private constructor(
    path: string,
    {
      presses,
      patience,
      wornAfter = WORN_AFTER,
      mostMemory = MOST_MEMORY,
      looksAfter = LOOKS_AFTER,
    }: Options,
  ) {
    this.#path = path
    this.#presses = presses ?? Math.min(MOST_PRESSES, availableParallelism())
    this.#patience = patience
    this.#wornAfter = wornAfter
    this.#mostMemory = mostMemory
    this.#looksAfter = looksAfter
    this.#running = this.#start()
  }

  /**
   * @param path path of the browser.
   * @throws {NoBrowser} when it does not start.
   */
  static async start(path: string, options: Options = {}): Promise<Printer> {
    const printer = new Printer(path, options)
    await Promise.all([printer.#running, finishing()])
    return printer
  }

  async #start(): Promise<Running> {
    const browser = await startBrowser(this.#path, { patience: this.#patience })
    try {
      const presses: Press[] = []
      for (let count = 0; count < this.#presses; count += 1) presses.push(await this.#press(browser))
      lowerSession(browser.browser.process()?.pid)
      return { browser, presses, printed: 0, isWorn: false }
    } catch (error) {
      await browser.kill()
      throw new NoBrowser(`${this.#path} did not start: ${(error as Error).message}`, { cause: error })
    }
  }

  async #press({ browser }: RunningBrowser): Promise<Press> {
    const page = await browser.newPage()
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

  /** Runs work with a free page of the current browser, held exclusively. */
  async #withPress<T>(work: (press: Press, running: Running) => Promise<T>): Promise<T> {
    assertOutsideTransaction('A browser')
    for (;;) {
      const running = await this.#running
      if (running.isWorn && running.presses.length === this.#presses) {
        await this.#replace(running)
        continue
      }
      const press = running.isWorn ? undefined : running.presses.pop()
      if (!press) {
        await new Promise<void>((resolve) => this.#waiting.push(resolve))
        continue
      }
      try {
        return await work(press, running)
      } finally {
        running.presses.push(press)
        running.printed += 1
        running.isWorn ||= this.#hasWorn(running)
        this.#waiting.shift()?.()
      }
    }
  }

  #hasWorn({ printed, browser }: Running): boolean {
    if (printed >= this.#wornAfter) return true
    if (printed % this.#looksAfter !== 0) return false
    return (sessionMemory(browser.browser.process()?.pid) ?? 0) > this.#mostMemory
  }

  /** Ends a browser and starts another, unless that has been done already. */
  async #replace(lost: Running): Promise<void> {
    const at = this.#running
    // Of several prints that lost the same browser, the first starts another.
    if ((await at) !== lost || at !== this.#running || this.#closed) return
    const next = lost.browser.kill().then(() => this.#start())
    this.#running = next
    next.catch(() => undefined) // the caller that awaits it gets the error
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  /**
   * Prints one document. All variants of a print come from one pressing, by the one that is asked for first.
   * @param date the date the PDF carries.
   * @param last reads the page numbers of the last print of this document: where they still hold, it is pressed once.
   * @returns the bytes of the PDF.
   * @throws {PrintFailed} naming the document.
   */
  async print(
    { path, html, date, variant, pressed }: Printable,
    last?: () => Promise<Folios | undefined>,
  ): Promise<Uint8Array> {
    try {
      const { finishPdf } = await finishing()
      const known = pressed && this.#pressed.get(pressed)
      if (known && pressed) {
        this.#pressed.delete(pressed)
        const { html: filled, print } = await known
        return await finishPdf({ html: filled, print }, date, variant)
      }
      const pressing = this.#pressWith(html, last)
      if (pressed) this.#pressed.set(pressed, pressing)
      return await finishPdf(await pressing, date, variant)
    } catch (error) {
      if (pressed) this.#pressed.delete(pressed)
      throw new PrintFailed(`${path} could not be printed: ${(error as Error).message}`, { cause: error })
    }
  }

  async #pressWith(html: string, last: () => Promise<Folios | undefined> = NO_FOLIOS): Promise<RawPrint> {
    const { printWithContents } = await finishing()
    const fonts = await fontStyle(html)
    const print = (filled: string): Promise<string> =>
      this.#printTwice(filled.replace('</head>', () => `${fonts}</head>`))
    return printWithContents(html, async (filled) => Buffer.from(await print(filled), 'base64'), await last())
  }

  async #printTwice(html: string): Promise<string> {
    for (let tries = 1; ; tries += 1) {
      if (this.#lost >= GIVEN_UP_AFTER) throw new Error('the browser prints nothing any more')
      const outcome = await this.#withPress(async (press, running) => {
        try {
          return { data: await printWith(press, html), lost: null }
        } catch (error) {
          const lost = lossOf(error, running)
          if (!lost) throw error
          await this.#replace(running)
          return { data: null, lost }
        }
      })
      if (outcome.lost === null) {
        this.#lost = 0
        return outcome.data
      }
      if (tries > 1) {
        this.#lost += 1
        throw outcome.lost
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    const running = await this.#running.catch(() => null)
    await running?.browser.close()
  }
}

async function printWith({ session, frameId }: Press, html: string): Promise<string> {
  await session.send('Page.setDocumentContent', { frameId, html })
  const { data } = await session.send('Page.printToPDF', {
    printBackground: true,
    preferCSSPageSize: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
    transferMode: 'ReturnAsBase64',
  })
  return data
}

/** Why a browser must be replaced: it is gone or unresponsive; null where it reported that it cannot print. */
function lossOf(error: unknown, { browser: { browser } }: Running): Error | null {
  const { name, message } = error as Error
  if (isSilent(error)) return new Error('the browser did not answer', { cause: error })
  if (browser.connected && name !== 'TargetCloseError' && !/crashed/i.test(message)) return null
  return new Error('the browser ended', { cause: error })
}
