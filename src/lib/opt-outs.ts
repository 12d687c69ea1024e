import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** File in the data folder with who has left, or come back: a line for each, oldest first. */
export const OPT_OUTS = 'opt-outs.ndjson'

/** Its name beside the backups of a site. */
export const optOutsOf = (site: string): string => `opt-outs-${site}.ndjson`

/**
 * What a subscriber did that a backup made before it does not know. `left`: wants no more mail, or the address
 * refuses it; `erased`: wants to be forgotten; `joined`: confirmed again.
 */
export type Deed = 'left' | 'erased' | 'joined'

/** A line. The address is a keyed hash, as the database looks it up by. */
export interface OptOut {
  at: string
  lookup: string
  deed: Deed
}

const isDeed = (value: unknown): value is Deed => value === 'left' || value === 'erased' || value === 'joined'

/**
 * Notes what a subscriber did. The file is written before the database: a restored backup must never write again to
 * somebody who was told that it is over.
 */
export async function noteOptOut(dataDir: string, line: OptOut): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  // It begins with an end of line: one that a kill cut off spoils itself alone.
  await appendFile(join(dataDir, OPT_OUTS), `\n${JSON.stringify(line)}\n`, { mode: 0o600, flush: true })
}

/** Lines of such a file; what is no line, such as one that was cut off, is left out. */
export function optOutsIn(text: string): OptOut[] {
  return text.split('\n').flatMap((line) => {
    try {
      const { at, lookup, deed } = JSON.parse(line) as Partial<OptOut>
      return typeof at === 'string' && typeof lookup === 'string' && isDeed(deed)
        ? [{ at, lookup, deed }]
        : []
    } catch {
      return []
    }
  })
}

/** What each subscriber did last. */
export const lastDeeds = (lines: readonly OptOut[]): Map<string, OptOut> =>
  new Map([...lines].sort((a, b) => (a.at < b.at ? -1 : 1)).map((line) => [line.lookup, line]))

export const readOptOuts = async (dataDir: string): Promise<OptOut[]> =>
  optOutsIn(await readFile(join(dataDir, OPT_OUTS), 'utf8').catch(() => ''))
