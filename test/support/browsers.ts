import { once } from 'node:events'
import { join } from 'node:path'
import puppeteer, { type Browser } from 'puppeteer'
import { findBrowser } from '#lib/browser.ts'
import { fetchedBrowser } from '#lib/browser-install.ts'
import { lowerSession } from '#lib/priority.ts'
import { borrow } from './loan.ts'
import { PATIENCE } from './patience.ts'

export const browserPath = async (): Promise<string> =>
  findBrowser({
    named: process.env.CHROME_PATH || null,
    searchPath: process.env.PATH ?? '',
    fetched: await fetchedBrowser(process.cwd()),
  })

/**
 * Milliseconds for one call of the protocol. A wait in a page is one call, so that this must be longer than any wait:
 * else it ends first, and names the protocol instead of what is missing.
 */
const ANSWERS_WITHIN = 3 * PATIENCE

interface Started {
  endpoint: string
  end(): Promise<void>
}

/** Starts a browser that outlives its connections, with its profile in this folder. */
async function start(profile: string): Promise<Started> {
  const root = process.getuid?.() === 0
  const browser = await puppeteer.launch({
    executablePath: await browserPath(),
    userDataDir: profile,
    args: ['--disable-gpu', '--font-render-hinting=none', ...(root ? ['--no-sandbox'] : [])],
    timeout: PATIENCE,
    protocolTimeout: ANSWERS_WITHIN,
  })
  const child = browser.process()
  lowerSession(child?.pid)
  const endpoint = browser.wsEndpoint()
  await browser.disconnect()
  return {
    endpoint,
    end: async () => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      child.kill()
      await once(child, 'exit')
    },
  }
}

/**
 * The browsers of a run. A file borrows one, so that no two files share a clipboard or a focused tab; the next file
 * gets the same one, already started.
 */
export class Browsers {
  readonly #folder: string
  readonly #started: Promise<Started>[] = []
  readonly #free: string[] = []

  constructor(folder: string) {
    this.#folder = folder
  }

  /** @returns the address of a browser that nobody uses. */
  async borrow(): Promise<string> {
    const free = this.#free.pop()
    if (free !== undefined) return free
    const starting = start(join(this.#folder, `browser-${this.#started.length}`))
    this.#started.push(starting)
    return (await starting).endpoint
  }

  giveBack(endpoint: string): void {
    this.#free.push(endpoint)
  }

  async end(): Promise<void> {
    for (const started of await Promise.allSettled(this.#started))
      if (started.status === 'fulfilled') await started.value.end()
  }
}

/** Closes all that an earlier borrower has left open. */
async function tidy(browser: Browser): Promise<void> {
  const own = browser.browserContexts().filter((context) => context !== browser.defaultBrowserContext())
  await Promise.all(own.map((context) => context.close()))
}

export interface Borrowed {
  browser: Browser
  close(): Promise<void>
}

/** Borrows a browser of the run. It is given back when closed, or when the connection ends with this process. */
export async function borrowBrowser(): Promise<Borrowed> {
  const loan = await borrow('/browser')
  const browser = await puppeteer.connect({
    browserWSEndpoint: loan.said,
    protocolTimeout: ANSWERS_WITHIN,
  })
  await tidy(browser)
  return {
    browser,
    close: async () => {
      await tidy(browser)
      await browser.disconnect()
      loan.giveBack()
    },
  }
}
