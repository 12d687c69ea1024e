import { WATCH } from '#domain/desk/actors.ts'
import type { FlagEnd } from '#domain/desk/flags.ts'
import { WORDING_FLAGS } from '#domain/watch/quote-states.ts'
import { closeFlag, readOpenFlags } from '#store/desk/flags.ts'
import type { WatchDesk } from './watch-desk.ts'

/** Kinds of flags about a source's words or values. */
export const WORD_FLAGS = [...WORDING_FLAGS, 'value-missing'] as const

/** Settles flags about words and values that no entry takes from a source any more. */
export async function settleUnused(
  { req, clock }: WatchDesk,
  used: ReadonlySet<string>,
  { how = 'unused', among }: { how?: FlagEnd; among?: ReadonlySet<string> } = {},
): Promise<void> {
  for (const { key, about } of await readOpenFlags(req, WORD_FLAGS)) {
    const words = about.slice('sources/'.length)
    if (used.has(words) || (among && !among.has(words))) continue
    await closeFlag(req, key, { how, at: clock.now(), by: WATCH.name })
  }
}
