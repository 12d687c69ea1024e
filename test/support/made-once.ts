import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Folder for what the processes of one test run share. */
const shared = (): string => {
  const folder = process.env.RECOURSE_TEST_RUN
  if (!folder) throw new Error('There is no folder of this run: test/support/run.ts makes it.')
  return folder
}

/**
 * A folder shared by the processes of a run: the first to request it makes it, the others wait. Callers copy its
 * content.
 */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(shared(), name)
  const failed = `${folder}.failed`
  try {
    mkdirSync(`${folder}.begun`)
  } catch {
    while (!existsSync(folder)) {
      if (existsSync(failed)) throw new Error(readFileSync(failed, 'utf8'))
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    return folder
  }
  const making = `${folder}.making`
  try {
    mkdirSync(making)
    await make(making)
  } catch (error) {
    writeFileSync(failed, `${name} could not be made: ${String(error)}`)
    throw error
  }
  renameSync(making, folder)
  return folder
}
