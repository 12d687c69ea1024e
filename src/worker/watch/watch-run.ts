import type { RunKind, WatchRun } from '#domain/watch/watch.ts'
import { runKey, putRun, readRun } from '#store/watch/runs.ts'
import type { Context } from '../context.ts'
import { writing } from '../jobs/writing.ts'

/** What a pass of the watch is told. */
export interface RunRequest {
  slot: string
  /** Ids of the sources that it is about; all where none are named. */
  sources?: readonly string[]
  signal?: AbortSignal
  /** Told how far it is. */
  report?: (done: number, total: number) => void
}

/** Begins a pass, or goes on with the one that was cut off. */
export async function beginRun(
  context: Context,
  kind: RunKind,
  slot: string,
  { done, total }: Pick<WatchRun, 'done' | 'total'>,
): Promise<WatchRun> {
  const known = await readRun({ payload: context.payload }, runKey(kind, slot))
  const run: WatchRun = {
    key: runKey(kind, slot),
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
  await writing(context, (req) => putRun(req, run))
  return run
}

/** Ends a pass with what it found. */
export async function endRun(context: Context, run: WatchRun, found: WatchRun['found']): Promise<WatchRun> {
  const ended: WatchRun = {
    ...run,
    state: 'done',
    done: run.total,
    endedAt: context.clock.now().toISOString(),
    found,
  }
  await writing(context, (req) => putRun(req, ended))
  return ended
}

/** How many there are of each word. */
export function tally(words: Iterable<string>): Record<string, number> {
  const found: Record<string, number> = {}
  for (const word of words) found[word] = (found[word] ?? 0) + 1
  return found
}
