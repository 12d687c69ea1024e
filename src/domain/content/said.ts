import type { Submission } from './editions.ts'

/** What a request states about its edition. An omitted property differs from an empty one. */
export type Said = Partial<Submission>

/**
 * The submission data of an edition: what the request states, and for omitted properties what the open edition
 * it replaces stated. So an urgent change stays urgent, and a correction keeps its reference, until someone
 * changes it.
 * @returns the kind `new` if nobody has stated one: that kind is invalid for an entry that was live, and
 *   refused there.
 */
export function submissionSaid(
  said: Said,
  { before, everLive }: { before: Submission | null; everLive: boolean },
): Submission {
  const kind = said.changeKind ?? before?.changeKind ?? 'new'
  const kept = <N extends 'changeNote' | 'effectiveOn' | 'goesLiveOn' | 'corrects'>(
    name: N,
  ): Submission[N] | null => (said[name] === undefined ? (before?.[name] ?? null) : said[name])
  return {
    changeNote: kept('changeNote')?.trim() || null,
    changeKind: everLive ? kind : 'new',
    effectiveOn: kept('effectiveOn'),
    goesLiveOn: kept('goesLiveOn'),
    corrects: everLive && (said.corrects !== undefined || kind === 'correction') ? kept('corrects') : null,
  }
}
