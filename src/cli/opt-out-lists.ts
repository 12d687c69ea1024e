import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { siteOf } from '#domain/publish/backup/rotation.ts'
import { OPT_OUTS, optOutsOf } from '#lib/opt-outs.ts'
import { orElse } from '#lib/own-errors.ts'
import { UsageProblem } from './exit-codes.ts'

/** Names that the list of those who have left may have beside a backup: that of its site, and that in a data folder. */
function listNames(archive: string): string[] {
  const site = siteOf(basename(archive))
  return site === null ? [OPT_OUTS] : [optOutsOf(site), OPT_OUTS]
}

/** The lists of those who have left: the one that is named, or those beside the backup; null where there is none. */
export async function listBeside(archive: string, named: string | undefined): Promise<string | null> {
  if (named !== undefined)
    return readFile(named, 'utf8').catch((error: unknown) => {
      throw new UsageProblem(`The list ${named} cannot be read: ${(error as Error).message}`)
    })
  const found = await Promise.all(
    listNames(archive).map((name) => readFile(join(dirname(archive), name), 'utf8').catch(orElse(null))),
  )
  const lists = found.filter((list) => list !== null)
  return lists.length === 0 ? null : lists.join('\n')
}
