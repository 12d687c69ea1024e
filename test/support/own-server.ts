import { rmSync } from 'node:fs'
import { publishedFolder } from './command.ts'
import { startServer, type RunningServer } from './server.ts'

/**
 * A server of its own for the tests of one file, with the sample content: they go from beginning to end with it.
 * @param from `nothing` starts it in an empty folder, as on a fresh machine; else it has been published before.
 */
export async function ownServer(from: 'nothing' | 'published' = 'published'): Promise<RunningServer> {
  const server = await (from === 'nothing'
    ? startServer()
    : startServer(['--sample'], await publishedFolder()))
  return {
    ...server,
    stop: async () => {
      await server.stop()
      rmSync(server.dataDir, { recursive: true, force: true })
    },
  }
}
