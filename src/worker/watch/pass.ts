import type { PassKind, WatchPass } from '#domain/watch/watch.ts'
import { passKey, putPass, readPass } from '#store/watch/passes.ts'
import type { Context } from '../context.ts'
import { writing } from '../writing.ts'

/** What a pass of the watch is told. */
export interface PassAsked {
  slot: string
  /** Ids of the sources that it is about; all where none are named. */
  sources?: readonly string[]
  signal?: AbortSignal
  /** Told how far it is. */
  report?: (done: number, total: number) => void
}

/** Begins a pass, or goes on with the one that was cut off. */
export async function beginPass(
  context: Context,
  kind: PassKind,
  slot: string,
  { done, total }: Pick<WatchPass, 'done' | 'total'>,
): Promise<WatchPass> {
  const known = await readPass({ payload: context.payload }, passKey(kind, slot))
  const pass: WatchPass = {
    key: passKey(kind, slot),
    kind,
    slot,
    state: 'running',
    startedAt: context.clock.now().toISOString(),
    endedAt: null,
    found: {},
    ...known,
    done,
    total,
  }
  await writing(context, (req) => putPass(req, pass))
  return pass
}

/** Ends a pass with what it found. */
export async function endPass(
  context: Context,
  pass: WatchPass,
  found: WatchPass['found'],
): Promise<WatchPass> {
  const ended: WatchPass = {
    ...pass,
    state: 'done',
    done: pass.total,
    endedAt: context.clock.now().toISOString(),
    found,
  }
  await writing(context, (req) => putPass(req, ended))
  return ended
}

/** How many there are of each word. */
export function tally(words: Iterable<string>): Record<string, number> {
  const found: Record<string, number> = {}
  for (const word of words) found[word] = (found[word] ?? 0) + 1
  return found
}
