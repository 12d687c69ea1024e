import { fetchedBrowser } from '#lib/browser-install.ts'
import { findBrowser } from '#lib/browser.ts'
import type { Env } from '#lib/env.ts'

/**
 * Path of the browser this installation prints with.
 * @throws {NoBrowser} saying what to install.
 */
export const browserHere = async (env: Env): Promise<string> =>
  findBrowser({
    named: env.chromePath,
    searchPath: env.searchPath,
    fetched: await fetchedBrowser(process.cwd()),
  })
