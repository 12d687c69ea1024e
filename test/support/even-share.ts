import { readFileSync, writeFileSync } from 'node:fs'
import { giveWay } from '#lib/priority.ts'

const AUTOGROUP = '/proc/self/autogroup'

/**
 * Lowers a run of tests, and whatever it starts, to the priority of renderers, which give way to all else: a
 * publication that a test waits for would get a tenth of the CPU beside the other tests.
 * @returns gives the session its priority back, which may be that of a terminal.
 */
export function shareEvenly(): () => void {
  const before = readAutogroup()
  giveWay()
  return () => {
    if (before !== null) writeFileSync(AUTOGROUP, before)
  }
}

/** The nice value that Linux gives the session as a whole; null where it knows none. */
function readAutogroup(): string | null {
  try {
    return /nice (-?\d+)/.exec(readFileSync(AUTOGROUP, 'utf8'))?.[1] ?? null
  } catch {
    return null
  }
}
