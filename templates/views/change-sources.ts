import type { Citation } from '#domain/content/content.ts'
import type { Change } from '#domain/publish/changes.ts'
import type { LiveEntry } from '#domain/publish/snapshot.ts'
import { hostOf } from '#domain/urls.ts'
import { BESIDE } from './change-words.ts'
import { safeHref } from './parts.ts'

/** Maximum number of sources named for one change. */
const SOURCES = 6

/** A source of the changed text. */
export interface ChangeSource {
  title: string
  href: string | null
  /** Site and place in it: “legislation.gov.uk, s. 39”. */
  where: string
}

/** The sources behind a change, as mails and feeds name them. */
export interface Sourced {
  /** True where only the sources changed. */
  sourcesOnly: boolean
  sources: ChangeSource[]
  /** Number of sources that did not fit. */
  moreSources: number
}

/** The field that lists all sources of an entry: a mail or a feed names only the sources of the changed text. */
const CITATIONS = 'citations'

/** A change without its list of sources; its title still says that they changed, if nothing else did. */
export function withoutSources<C extends Change>(change: C): C {
  const fields = change.fields.filter(({ field }) => field !== CITATIONS)
  return fields.length === change.fields.length ? change : { ...change, fields }
}

/** @param live the live edition of the entry; undefined where it has none. */
export function sourced(change: Change, live: LiveEntry | undefined): Sourced {
  const sources = sourcesBehind(change, live)
  return {
    sourcesOnly: change.fields.length > 0 && change.fields.every(({ field }) => field === CITATIONS),
    sources: sources.slice(0, SOURCES),
    moreSources: Math.max(0, sources.length - SOURCES),
  }
}

/**
 * Sources of the live edition that support the changed text; all of them for a new entry, and where no claim
 * changed.
 */
function sourcesBehind({ kind, fields }: Change, live: LiveEntry | undefined): ChangeSource[] {
  if (!live || kind === 'withdrawn') return []
  const changed = new Set(fields.map(({ field }) => field))
  const every = kind === 'new' || [...changed].every((field) => BESIDE.has(field))
  const citations = live.citations.filter(
    ({ supports }) => every || supports.some((claim) => changed.has(claim)),
  )
  const bySource = Map.groupBy(citations, ({ source }) => source.key)
  return [...bySource.values()].flatMap(([first, ...rest]) => (first ? [sourceView(first, rest)] : []))
}

function sourceView({ source, pinpoint }: Citation, others: readonly Citation[]): ChangeSource {
  const pinpoints = [pinpoint, ...others.map((each) => each.pinpoint)].filter((each) => each !== null)
  const href = safeHref(source.url)
  return {
    title: source.title,
    href,
    where: [href ? hostOf(source.url) : source.host, ...new Set(pinpoints)].join(', '),
  }
}
