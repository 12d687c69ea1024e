import { afterAll, beforeAll } from 'vitest'
import { signIn, sitDown } from '../admin.ts'
import { type Watched } from '../browser.ts'
import { borrowBrowser, type Borrowed } from '../browsers.ts'
import type { Account, RunningServer } from '../server.ts'

/** Ada and Ben for the tests of one file: both signed in, each on their own screen. */
export function twoPeople({ url, accounts }: Pick<RunningServer, 'url' | 'accounts'>) {
  const [ada, ben] = accounts as [Account, Account]
  let running: Borrowed
  let windows: [Watched, Watched]

  beforeAll(async () => {
    running = await borrowBrowser()
    windows = [await signIn(running, url, ada), await signIn(running, url, ben)]
  })
  afterAll(() => running?.close())

  return {
    /** The shared browser, for further users. */
    browser: () => running,
    ada: () => sitDown(windows[0]),
    ben: () => sitDown(windows[1]),
    both: async (): Promise<[Watched, Watched]> => [await sitDown(windows[0]), await sitDown(windows[1])],
  }
}
