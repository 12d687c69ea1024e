import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { Browser } from 'puppeteer'
import { makeBrowserFolder, removeBrowserFolder, removeLeftBrowsers } from './browser-folders.ts'

export class NoBrowser extends Error {
  override name = 'NoBrowser'
}

const NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome']
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const usable = async (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )

/**
 * Path of Chrome or Chromium: the one configured, else one on PATH or in a usual place, else the one setup
 * downloaded.
 * @param fetched path of the browser setup downloaded, if any.
 * @throws {NoBrowser} saying how to get one.
 */
export async function findBrowser({
  named,
  searchPath,
  fetched,
}: {
  named: string | null
  searchPath: string
  fetched?: string | null
}): Promise<string> {
  if (named !== null) {
    if (await usable(named)) return named
    throw new NoBrowser(
      `CHROME_PATH names ${named}, which is not a program that can be run. Correct it, or unset it to have the usual places searched.`,
    )
  }
  const candidates = [
    ...NAMES.flatMap((name) =>
      searchPath
        .split(delimiter)
        .filter(Boolean)
        .map((folder) => join(folder, name)),
    ),
    ...PLACES,
    ...(fetched ? [fetched] : []),
  ]
  for (const path of candidates) if (await usable(path)) return path
  throw new NoBrowser(
    'There is no Chrome or Chromium to print PDFs with. Install one (Debian: apt-get install chromium), or set CHROME_PATH to its program.',
  )
}

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--font-render-hinting=none',
]

/** Milliseconds after which an unresponsive browser is abandoned: it is suspended or hangs. */
const ANSWERS_WITHIN = 30_000

/** Milliseconds a browser has to exit by itself before it is killed. */
const ENDS_WITHIN = 5_000

export interface RunningBrowser {
  browser: Browser
  /** `Chromium 156.0.8078.79`: other versions print different bytes. */
  version: string
  /** Closes the browser, and kills it if it does not exit. */
  close(): Promise<void>
  /** Kills it at once. */
  kill(): Promise<void>
}

/**
 * Starts a browser with its own profile, which is deleted when it closes. The sandbox is on, except for root, who
 * can't have one. If it doesn't respond while starting, it is abandoned and one retry is made.
 * @param patience milliseconds each of its responses may take.
 * @throws {NoBrowser} if it does not start.
 */
export async function startBrowser(
  path: string,
  { args = [], patience = ANSWERS_WITHIN }: { args?: string[]; patience?: number } = {},
): Promise<RunningBrowser> {
  await removeLeftBrowsers()
  for (let tries = 1; ; tries += 1)
    try {
      return await launch(path, args, patience)
    } catch (error) {
      if (tries > 1 || !isSilent(error))
        throw new NoBrowser(`${path} did not start: ${(error as Error).message.split('\n')[0]}`, {
          cause: error,
        })
    }
}

async function launch(path: string, args: readonly string[], patience: number): Promise<RunningBrowser> {
  // Loaded with the first browser: most publications print nothing, and most processes never start one.
  const { default: puppeteer } = await import('puppeteer')
  const profile = await makeBrowserFolder()
  const root = typeof process.getuid === 'function' && process.getuid() === 0
  const end = new AbortController()
  let started: ChildProcess | null = null
  const kill = async (): Promise<void> => {
    end.abort()
    if (started) await exited(started)
    await removeBrowserFolder(profile)
  }
  try {
    const launching = puppeteer.launch({
      executablePath: path,
      headless: true,
      pipe: true,
      userDataDir: profile,
      args: [...QUIET, ...(root ? ['--no-sandbox'] : []), ...args],
      timeout: patience,
      protocolTimeout: patience,
      signal: end.signal,
      // The owner of the process decides what a signal means.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
    const browser = await within(launching, patience)
    started = browser.process()
    return {
      browser,
      version: await browser.version(),
      close: async () => {
        await within(browser.close(), ENDS_WITHIN).catch(() => undefined)
        await kill()
      },
      kill,
    }
  } catch (error) {
    await kill()
    throw error
  }
}

/** Whether an error says that a browser did not respond: it is suspended or hangs. */
export const isSilent = (error: unknown): boolean =>
  /timed out|did not answer|waiting for/i.test((error as Error).message)

/** Waits until a process that gets a kill is gone: until then it writes into its folder. */
async function exited(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  await within(once(child, 'exit'), ENDS_WITHIN).catch(() => undefined)
}

/** Waits at most this many milliseconds. A later result is ignored. */
async function within<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`it did not answer within ${milliseconds / 1000} s`)),
      milliseconds,
    )
  })
  work.catch(() => undefined)
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
