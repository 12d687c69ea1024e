import type { RunningServer } from './server.ts'

type SharedServer = Pick<RunningServer, 'url' | 'dataDir' | 'accounts'>

async function atTheDesk(path: string): Promise<string> {
  const response = await fetch(`${process.env.RECOURSE_TEST_DESK}${path}`)
  const text = await response.text()
  if (!response.ok) throw new Error(text)
  return text
}

/**
 * The one server with the sample content, shared by all files of a run that change only their own entries and count
 * nothing shared: the queue, the board, unpublished entries. Files that do use `ownServer`.
 */
export const sharedServer = async (): Promise<SharedServer> =>
  JSON.parse(await atTheDesk('/server')) as SharedServer

/** All output of the shared server so far. */
export const sharedOutput = (): Promise<string> => atTheDesk('/output')
