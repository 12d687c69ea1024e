import type { Kind } from '../keys.ts'
import { newestFirst, type Change } from './changes.ts'

/** Entries that are a block of their own on the page of their place, where their key is an address. */
const BLOCKS: ReadonlySet<Kind> = new Set(['channel', 'offence', 'ladder'])

/**
 * The withdrawals of blocks that the page of a place once had and has no more, newest first.
 * @param changes at least all that concern the place.
 */
export function withdrawnBlocks(changes: readonly Change[], place: string): Change[] {
  const last = new Map<string, Change>()
  for (const change of changes.toSorted(newestFirst))
    if (change.jurisdiction === place && BLOCKS.has(change.entryKind) && !last.has(change.entry))
      last.set(change.entry, change)
  return [...last.values()].filter(({ kind }) => kind === 'withdrawn')
}
