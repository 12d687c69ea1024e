import { byRisk } from '#domain/content/freshness.ts'
import { atRiskOf, type Flag, type FlagKind } from '#domain/desk/flags.ts'
import { RUN_KINDS, type RunKind } from '#domain/watch/watch.ts'
import type { WatchBoard } from '#domain/watch/watch-desk.ts'
import { readOpenFlags } from '#store/desk/flags.ts'
import { countInexact } from '#store/content/sources.ts'
import { readRuns } from '#store/watch/runs.ts'
import { todayOf, type Desk } from '../../desk.ts'
import { watchFlags } from '../watch-flags.ts'

/** Kinds of flags that the watch raises, most pressing first. */
export const WATCH_FLAGS: readonly FlagKind[] = [
  'reported',
  'wording-altered',
  'wording-gone',
  'value-missing',
  'link-broken',
  'host-down',
  'due',
  'link-moved',
  'wording-moved',
  'link-refused',
]

/** Verification flags by risk of harm; the others in their original order. */
function byRiskOfFlags(a: Flag, b: Flag): number {
  const [first, second] = [atRiskOf(a), atRiskOf(b)]
  return first && second ? byRisk(first, second) : 0
}

/** Flags per page. */
const SIZE = 20

/** The watch's findings that need staff, of one kind or of all, page by page, with the progress of its runs. */
export async function watchBoardOf(
  desk: Desk,
  { kind, page = 1 }: { kind?: FlagKind; page?: number } = {},
): Promise<WatchBoard> {
  const { req, actor } = desk
  const all = await readOpenFlags(req, WATCH_FLAGS)
  const counts: WatchBoard['counts'] = {}
  for (const flag of all) counts[flag.kind] = (counts[flag.kind] ?? 0) + 1
  const mine = all
    .filter((flag) => kind === undefined || flag.kind === kind)
    .sort((a, b) => WATCH_FLAGS.indexOf(a.kind) - WATCH_FLAGS.indexOf(b.kind) || byRiskOfFlags(a, b))
  const runs: WatchBoard['passes'] = {}
  for (const pass of Object.keys(RUN_KINDS) as RunKind[]) {
    const [newest] = await readRuns(req, pass, 1)
    if (newest) runs[pass] = newest
  }
  const today = todayOf(desk)
  return {
    today,
    counts,
    flags: await watchFlags(req, actor, mine.slice((page - 1) * SIZE, page * SIZE), today),
    total: mine.length,
    page,
    pages: Math.max(1, Math.ceil(mine.length / SIZE)),
    passes: runs,
    inexact: await countInexact(req),
  }
}
