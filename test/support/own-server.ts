import { rmSync } from 'node:fs'
import { publishedFolder } from './command.ts'
import { startServer, type RunningServer } from './server.ts'

/** A separate server for the tests of one file, with the sample content published; it lasts for the whole file. */
export async function ownServer(env: Record<string, string> = {}): Promise<RunningServer> {
  const server = await startServer(['--sample'], await publishedFolder(), env)
  return {
    ...server,
    stop: async () => {
      await server.stop()
      rmSync(server.dataDir, { recursive: true, force: true })
    },
  }
}
