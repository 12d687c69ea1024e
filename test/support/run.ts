import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Browsers } from './browsers.ts'
import { shareEvenly } from './even-share.ts'
import { sampleServer } from './sample-server.ts'
import { full } from './scale.ts'
import type { RunningServer } from './server.ts'

/**
 * Sets up a folder shared by the processes of one run; one kept between runs, for Node's compile cache, because a
 * run starts more than a hundred processes that all load Payload; and an address where they request the shared
 * server and a browser, which start with the first file that needs them and outlive each.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  // A run in full measures as well: priorities are those of a server in use.
  const restorePriority = full ? () => undefined : shareEvenly()
  const folder = mkdtempSync(join(tmpdir(), 'recourse-run-'))
  process.env.RECOURSE_TEST_RUN = folder
  process.env.NODE_COMPILE_CACHE ??= resolve('.cache', 'compiled')
  // Most tests are about a release, not about each of its prints: those that are name what they print.
  process.env.PRINTS = 'none'

  let shared: Promise<RunningServer> | undefined
  const browsers = new Browsers(folder)
  const give: Record<string, (response: ServerResponse) => Promise<void>> = {
    '/server': async (response) => {
      // Whoever names a network by the header of a proxy has it to themselves.
      const { url, dataDir, accounts } = await (shared ??= sampleServer({ TRUSTED_PROXIES: '127.0.0.1,::1' }))
      response.end(JSON.stringify({ url, dataDir, accounts }))
    },
    '/output': async (response) => {
      response.end((await shared)?.output())
    },
    // The connection is the loan: it ends with the process, however that ends.
    '/browser': async (response) => {
      const endpoint = await browsers.borrow()
      response.once('close', () => browsers.giveBack(endpoint))
      response.write(endpoint)
    },
  }
  const desk = createServer((request, response) => {
    give[request.url ?? '']?.(response).catch((error: Error) => response.writeHead(500).end(error.message))
  })
  desk.listen(0, '127.0.0.1')
  await once(desk, 'listening')
  process.env.RECOURSE_TEST_DESK = `http://127.0.0.1:${(desk.address() as AddressInfo).port}`

  return async () => {
    desk.closeAllConnections()
    desk.close()
    await browsers.end()
    await shared?.then(
      (server) => server.stop(),
      () => undefined,
    )
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    restorePriority()
  }
}
