import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createHttpServer } from '#cli/serve/server.ts'
import { SiteFiles } from '#cli/serve/site.ts'
import { readEnv } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { published } from '../command.ts'

/**
 * A published release, by default the sample, served by the server's own code without the admin: test files that only read share one
 * release, and need not wait for the admin to load.
 */
export async function servedRelease(folder?: string): Promise<{ url: string; close(): void }> {
  const dataDir = folder ?? (await published())
  const server = createHttpServer({
    env: readEnv({ DATA_DIR: dataDir }),
    log: createLog('silent'),
    site: new SiteFiles(dataDir),
    next: () => null,
    metrics: () => null,
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
