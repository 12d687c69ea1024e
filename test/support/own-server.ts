import { afterAll } from 'vitest'
import { sampleServer } from './sample-server.ts'
import type { RunningServer } from './server.ts'

/**
 * A separate server for the tests of one file, with the sample content published; it ends with the file, after all hooks
 * that are registered later. It is asked for where the file is read, not in a hook, in which nothing more is registered.
 */
export async function ownServer(env: Record<string, string> = {}): Promise<Omit<RunningServer, 'stop'>> {
  const server = await sampleServer(env)
  afterAll(() => server.stop())
  return server
}
