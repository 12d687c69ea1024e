import type { RunKind, WatchRun } from '#domain/watch/watch.ts'
import { runKey, putRun, readRun } from '#store/watch/runs.ts'
import type { Context } from '../context.ts'
import { writing } from '../jobs/writing.ts'

/** Parameters of a watch run. */
export interface RunRequest {
  slot: string
  /** Ids of the sources to check; all if absent. */
  sources?: readonly string[]
  signal?: AbortSignal
  /** Progress callback. */
  report?: (done: number, total: number) => void
}

/** Starts a watch run, or resumes an interrupted one. */
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

/** Ends a run with its findings. */
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

/** Counts the occurrences of each word. */
export function tally(words: Iterable<string>): Record<string, number> {
  const found: Record<string, number> = {}
  for (const word of words) found[word] = (found[word] ?? 0) + 1
  return found
}
