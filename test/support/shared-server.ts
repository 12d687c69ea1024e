import type { RunningServer } from './server.ts'

/**
 * The one server with the sample content, shared by all files of a run that change only their own entries and count
 * nothing shared: the queue, the board, unpublished entries. Files that do use `ownServer`.
 */
export async function sharedServer(): Promise<Pick<RunningServer, 'url' | 'accounts'>> {
  const response = await fetch(`${process.env.RECOURSE_TEST_DESK}/server`)
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as Pick<RunningServer, 'url' | 'accounts'>
}
