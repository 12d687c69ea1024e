import type { Submission } from './editions.ts'

/** What a request says of the edition that it asks for. What it leaves out is not the same as what it leaves empty. */
export type Said = Partial<Submission>

/**
 * What an edition says of itself: what the request says, and where it leaves something out, what the open edition said
 * whose place it takes. So an urgent change stays urgent, and a correction names what it corrects, until somebody says
 * otherwise.
 * @returns the kind `new` where nobody has said one: that is no kind for what was live, and is refused there.
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
