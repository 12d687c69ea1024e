import type { RunningServer } from './server.ts'

/**
 * The one server with the sample content for all files of a run that change only entries of their own, and count nothing
 * that others change too: the queue, the board, all that is not published. Those have `ownServer`.
 */
export async function sharedServer(): Promise<Pick<RunningServer, 'url' | 'accounts'>> {
  const response = await fetch(process.env.RECOURSE_TEST_SERVER ?? '')
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as Pick<RunningServer, 'url' | 'accounts'>
}
