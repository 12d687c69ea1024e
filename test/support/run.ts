import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ownServer } from './own-server.ts'
import type { RunningServer } from './server.ts'

/**
 * Sets up a folder shared by the processes of one run; one kept between runs, for Node's compile cache, because a
 * run starts more than a hundred processes that all load Payload; and an address where they request the shared
 * server, which starts with the first file that needs it and outlives each.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-run-'))
  process.env.RECOURSE_TEST_RUN = folder
  process.env.NODE_COMPILE_CACHE ??= resolve('.cache', 'compiled')

  let shared: Promise<RunningServer> | undefined
  const desk = createServer((_request, response) => {
    shared ??= ownServer()
    shared.then(
      ({ url, accounts }) => response.end(JSON.stringify({ url, accounts })),
      (error: Error) => response.writeHead(500).end(error.message),
    )
  })
  desk.listen(0, '127.0.0.1')
  await once(desk, 'listening')
  process.env.RECOURSE_TEST_SERVER = `http://127.0.0.1:${(desk.address() as AddressInfo).port}`

  return async () => {
    desk.closeAllConnections()
    desk.close()
    await shared?.then(
      (server) => server.stop(),
      () => undefined,
    )
    rmSync(folder, { recursive: true, force: true })
  }
}
