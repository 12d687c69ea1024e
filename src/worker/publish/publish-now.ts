import { browserVersion } from '#lib/browser-install.ts'
import { codeVersion } from '#lib/code-version.ts'
import { browserHere } from './browser-here.ts'
import type { Context } from '../context.ts'
import { publish, type PublishReceipt, type PublishStep } from './publish.ts'

/** Publishes what is live, with the browser and the code of this installation. */
export async function publishNow(
  { payload, env, clock, hold }: Context,
  { full = false, progress }: { full?: boolean; progress?: (step: PublishStep) => void } = {},
): Promise<PublishReceipt> {
  const root = process.cwd()
  const path = await browserHere(env)
  return publish({
    payload,
    clock,
    dataDir: env.dataDir,
    timeZone: env.siteTimeZone,
    publicUrl: env.publicUrl,
    code: await codeVersion(root),
    browser: { path, version: await browserVersion(path) },
    full,
    progress,
    ...(hold ? { hold } : {}),
  })
}
