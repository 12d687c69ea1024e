import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Browser, getInstalledBrowsers } from '@puppeteer/browsers'
import { NoBrowser } from './browser.ts'

/** Where setup keeps the browser it downloads. */
export const browserCache = (root: string): string => join(root, '.cache', 'browsers')

/** Path of the browser setup downloaded, or null. */
export async function fetchedBrowser(root: string): Promise<string | null> {
  const installed = await getInstalledBrowsers({ cacheDir: browserCache(root) })
  return (
    installed.find(({ browser }) => browser === Browser.CHROME || browser === Browser.CHROMEHEADLESSSHELL)
      ?.executablePath ?? null
  )
}

/**
 * The version string of a browser: `Chromium 156.0.8078.79 …`. Other versions print different bytes.
 * @throws {NoBrowser} if it does not respond.
 */
export async function browserVersion(path: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], {
      timeout: 20_000,
      // A suspended process reacts to no other signal.
      killSignal: 'SIGKILL',
    })
    return stdout.trim()
  } catch (error) {
    throw new NoBrowser(
      `${path} does not say its version (${(error as Error).message.split('\n')[0]}). Name another browser in CHROME_PATH.`,
      { cause: error },
    )
  }
}
