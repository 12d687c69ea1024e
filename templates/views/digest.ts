import type { Change } from '#domain/publish/changes.ts'
import { printDate } from '#domain/dates.ts'
import type { NetChange } from '#domain/publish/net-change.ts'
import type { LiveEntry } from '#domain/publish/snapshot.ts'
import { sourced, withoutSources, type Sourced } from './change-sources.ts'
import { headlineAt, headlineOf } from './change-words.ts'
import { changeView, type ChangeContext, type ChangeView } from './changes.ts'
import { catalogue } from '../words/index.ts'

/** All changes of one entry, combined for a mail. */
export interface NetChangeView extends Omit<ChangeView, 'corrections'>, Sourced {
  /** What was wrong before, for a correction. */
  correction: string | null
}

interface NetChangeContext extends ChangeContext {
  /** Address of the site, without a trailing slash. */
  publicUrl: string
  /** The live edition of an entry; undefined where it has none. */
  liveOf(entry: string): LiveEntry | undefined
  changeOf(seq: number): Change | undefined
}

/**
 * The view of an entry's combined changes.
 * @param sent true for an at-once mail, where a correction is the reason for sending.
 */
export function netChangeView(netChange: NetChange, context: NetChangeContext, sent: boolean): NetChangeView {
  const { corrections: _corrections, ...view } = changeView(withoutSources(netChange), context, [])
  return {
    ...view,
    headline: headlineAt(netChange, context.placeNames(netChange)),
    headlineHere: headlineOf(netChange),
    href: view.href && context.publicUrl + view.href,
    correction: correctionOf(netChange, context, sent),
    ...sourced(netChange, context.liveOf(netChange.entry)),
  }
}

function correctionOf(
  { corrected, kind }: NetChange,
  context: NetChangeContext,
  sent: boolean,
): string | null {
  const days = corrected.flatMap((seq) => {
    const wrong = context.changeOf(seq)
    return wrong ? [printDate(context.dayOf(wrong.at))] : []
  })
  if (days.length === 0) return null
  const { andOf, corrected: wholly, correctedPartly } = catalogue.changes
  const words = sent && kind === 'correction' ? wholly : correctedPartly
  return words({ days: [...new Set(days)].join(andOf) })
}
