import { findBrowser } from '#lib/browser.ts'
import { browserVersion, fetchedBrowser } from '#lib/browser-install.ts'
import { codeVersion } from '#lib/code-version.ts'
import { publish, type PublishReceipt } from '#worker/publish.ts'
import type { Context } from '../context.ts'
import type { Report } from './index.ts'

/** Publishes what is live. */
export async function publishWork(
  { payload, env, clock }: Context,
  { full }: { full: boolean },
  report: Report,
): Promise<PublishReceipt> {
  const path = await findBrowser({
    named: env.chromePath,
    searchPath: env.searchPath,
    fetched: await fetchedBrowser(process.cwd()),
  })
  return publish({
    payload,
    clock,
    dataDir: env.dataDir,
    timeZone: env.siteTimeZone,
    code: await codeVersion(process.cwd()),
    browser: { path, version: await browserVersion(path) },
    full,
    progress: ({ step, done, total }) => report(step, done, total),
  })
}
