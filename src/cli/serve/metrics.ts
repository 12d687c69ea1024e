import packageFile from '../../../package.json' with { type: 'json' }
import { hasSecret } from '#lib/bearer.ts'
import { readAlarms } from '#store/alarms.ts'
import type { Context } from '#worker/context.ts'
import { metricsText, METRICS_TYPE } from '#worker/health/metrics.ts'
import { readHealth } from '#worker/health/read-health.ts'
import { SLOT_JOBS } from '#worker/jobs/list.ts'
import type { Handler } from './server.ts'

/** Milliseconds for which a reading is given again: whoever asks often must not keep the database busy. */
const KEPT = 5_000

/** Answers Prometheus, to whoever has the secret of this installation. */
export function metricsHandler(context: Context): Handler {
  const { payload, env } = context
  let kept: { until: number; text: Promise<string> } | null = null

  const read = async (): Promise<string> =>
    metricsText({
      health: await readHealth(context, SLOT_JOBS),
      alarms: await readAlarms({ payload }),
      slots: SLOT_JOBS.map(({ name }) => name),
      version: packageFile.version,
    })

  const current = (): Promise<string> => {
    if (kept === null || kept.until < performance.now()) {
      const text = read()
      const mine = { until: performance.now() + KEPT, text }
      // A failure is not given again.
      text.catch(() => kept === mine && (kept = null))
      kept = mine
    }
    return kept.text
  }

  return async ({ headers, method }, response) => {
    if (!hasSecret(headers.authorization, env.dataDir, 'metrics')) {
      response
        .writeHead(401, { 'WWW-Authenticate': 'Bearer', 'Content-Type': 'text/plain; charset=utf-8' })
        .end('Send the secret of this installation: Authorization: Bearer <DATA_DIR/secrets/metrics>.\n')
      return
    }
    if (method !== 'GET') return void response.writeHead(405, { Allow: 'GET' }).end()
    const text = await current()
    response.writeHead(200, { 'Content-Type': METRICS_TYPE, 'Cache-Control': 'no-store' }).end(text)
  }
}
