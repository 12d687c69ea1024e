import type { Change } from '#domain/publish/changes.ts'
import type { Citation } from '#domain/content/content.ts'
import { printDate } from '#domain/dates.ts'
import type { NetChange } from '#domain/publish/net-change.ts'
import type { LiveEntry } from '#domain/publish/snapshot.ts'
import { hostOf } from '#domain/urls.ts'
import { changeView, type ChangeContext, type ChangeView } from './changes.ts'
import { safeHref } from './parts.ts'
import type { Piece } from './was-now.ts'
import { catalogue } from '../words/index.ts'

/** Maximum number of sources named for one change. */
const SOURCES = 6

/** A source of the changed text. */
export interface NetChangeSource {
  title: string
  href: string | null
  /** Site and place in it: “legislation.gov.uk, s. 39”. */
  where: string
}

/** A piece of one side of a comparison, by lines: mail clients drop line ends. */
export interface LinedPiece extends Piece {
  lines: string[]
}

/** All changes of one entry, combined for a mail. */
export interface NetChangeView extends Omit<ChangeView, 'fields' | 'corrections'> {
  /** What was wrong before, for a correction. */
  correction: string | null
  fields: { label: string; was: LinedPiece[] | null; now: LinedPiece[] | null }[]
  /** True where only the sources changed. */
  sourcesOnly: boolean
  sources: NetChangeSource[]
  /** Number of sources that did not fit. */
  moreSources: number
}

interface NetChangeContext extends ChangeContext {
  /** Address of the site, without a trailing slash. */
  publicUrl: string
  /** The live edition of an entry; undefined where it has none. */
  liveOf(entry: string): LiveEntry | undefined
  changeOf(seq: number): Change | undefined
}

/** The field that lists all sources of an entry: a mail names only the sources of the changed text. */
const CITATIONS = 'citations'

/**
 * The view of an entry's combined changes.
 * @param sent true for an at-once mail, where a correction is the reason for sending.
 */
export function netChangeView(netChange: NetChange, context: NetChangeContext, sent: boolean): NetChangeView {
  const fields = netChange.fields.filter(({ field }) => field !== CITATIONS)
  const { corrections: _corrections, ...view } = changeView({ ...netChange, fields }, context, [])
  const sources = sourcesBehind(netChange, context.liveOf(netChange.entry))
  return {
    ...view,
    href: view.href && context.publicUrl + view.href,
    correction: correctionOf(netChange, context, sent),
    fields: view.fields.map(({ label, was, now }) => ({
      label,
      was: was && lined(was),
      now: now && lined(now),
    })),
    sourcesOnly: fields.length === 0 && netChange.fields.length > 0,
    sources: sources.slice(0, SOURCES),
    moreSources: Math.max(0, sources.length - SOURCES),
  }
}

const lined = (pieces: readonly Piece[]): LinedPiece[] =>
  pieces.map((piece) => ({ ...piece, lines: piece.text.split('\n') }))

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

/**
 * Sources of the live edition that support the changed text; all of them for a new entry or where only sources
 * changed.
 */
function sourcesBehind({ kind, fields }: NetChange, live: LiveEntry | undefined): NetChangeSource[] {
  if (!live || kind === 'withdrawn') return []
  const changed = new Set(fields.map(({ field }) => field))
  const every = kind === 'new' || [...changed].every((field) => field === CITATIONS)
  const citations = live.citations.filter(
    ({ supports }) => every || supports.some((claim) => changed.has(claim)),
  )
  const bySource = Map.groupBy(citations, ({ source }) => source.key)
  return [...bySource.values()].flatMap(([first, ...rest]) => (first ? [sourceView(first, rest)] : []))
}

function sourceView({ source, pinpoint }: Citation, others: readonly Citation[]): NetChangeSource {
  const pinpoints = [pinpoint, ...others.map((each) => each.pinpoint)].filter((each) => each !== null)
  const href = safeHref(source.url)
  return {
    title: source.title,
    href,
    where: [href ? hostOf(source.url) : source.host, ...new Set(pinpoints)].join(', '),
  }
}
