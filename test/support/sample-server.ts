import { rmSync } from 'node:fs'
import { publishedFolder } from './command.ts'
import { startServer, type RunningServer } from './server.ts'

/** A separate server with the sample content published. Whoever starts it stops it. */
export async function sampleServer(env: Record<string, string> = {}): Promise<RunningServer> {
  const server = await startServer(['--sample'], await publishedFolder(), env)
  return {
    ...server,
    stop: async () => {
      await server.stop()
      rmSync(server.dataDir, { recursive: true, force: true })
    },
  }
}
