import { mkdtemp, rm } from 'node:fs/promises'
import { access, constants } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import puppeteer, { type Browser } from 'puppeteer-core'

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
 * Path of Chrome or Chromium: the one named, else one on PATH or in a usual place, else one that set-up fetched.
 * @param fetched path of a browser that set-up fetched, if any.
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

export interface RunningBrowser {
  browser: Browser
  /** `Chromium 156.0.8078.79`: other versions print other bytes. */
  version: string
  close(): Promise<void>
}

/**
 * Starts a browser with a profile of its own that is gone when it closes. Its sandbox is on, except for root, who
 * cannot have one.
 * @throws {NoBrowser} when it does not start.
 */
export async function startBrowser(
  path: string,
  { args = [] }: { args?: string[] } = {},
): Promise<RunningBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'recourse-browser-'))
  const root = typeof process.getuid === 'function' && process.getuid() === 0
  try {
    const browser = await puppeteer.launch({
      executablePath: path,
      headless: true,
      pipe: true,
      userDataDir: profile,
      args: [...QUIET, ...(root ? ['--no-sandbox'] : []), ...args],
      timeout: 60_000,
      // Who owns the process decides what a signal means.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
    return {
      browser,
      version: await browser.version(),
      close: async () => {
        await browser.close()
        await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
      },
    }
  } catch (error) {
    await rm(profile, { recursive: true, force: true })
    throw new NoBrowser(`${path} did not start: ${(error as Error).message.split('\n')[0]}`, { cause: error })
  }
}
