import { createServer, type Server } from 'node:http'
import type { Logger } from '#lib/log.ts'
import type { Context } from '#worker/context.ts'
import { metricsHandler } from './metrics.ts'
import { listen } from './server.ts'

/**
 * Answers `/healthz` and `/metrics` for a worker, which has no server otherwise.
 * @throws {PortTaken} if another program has the port.
 */
export async function listenForHealth(context: Context, port: number, log: Logger): Promise<Server> {
  const metrics = metricsHandler(context)
  const server = createServer((request, response) => {
    const end = (status: number, body: object): void =>
      void response
        .writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' })
        .end(JSON.stringify(body))
    if (request.url === '/healthz') return end(200, { status: 'ok' })
    if (request.url !== '/metrics') return end(404, { errors: [{ message: 'There is nothing here.' }] })
    metrics(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'the metrics could not be read')
      if (response.headersSent) response.destroy()
      else end(500, { errors: [{ message: 'Something failed here. It has been noted.' }] })
    })
  })
  await listen(server, { host: context.env.host, port })
  return server
}
