import { RUN_KINDS, type RunKind } from '#domain/watch/watch.ts'
import type { WatchFound } from '#domain/watch/watch-found.ts'
import { readOpenFlags } from '#store/desk/flags.ts'
import { readProposals } from '#store/watch/proposals.ts'
import { readReadings } from '#store/watch/register.ts'
import type { StoreRequest } from '#store/rows.ts'
import { countInexact } from '#store/content/sources.ts'
import { readRuns } from '#store/watch/runs.ts'
import { WATCH_FLAGS } from './watch-board-of.ts'

/** The watch's findings in numbers, without reading dependents: for a frequently requested page. */
export async function watchFoundOf(req: StoreRequest): Promise<WatchFound> {
  const flags = await readOpenFlags(req, WATCH_FLAGS)
  const runs: WatchFound['passes'] = {}
  for (const kind of Object.keys(RUN_KINDS) as RunKind[]) {
    const [newest] = await readRuns(req, kind, 1)
    if (newest) runs[kind] = newest
  }
  return {
    counts: WATCH_FLAGS.map((kind) => [kind, flags.filter((flag) => flag.kind === kind).length]),
    proposals: (await readProposals(req, { state: 'waiting' })).length,
    inexact: await countInexact(req),
    passes: runs,
    readings: await readReadings(req),
  }
}
