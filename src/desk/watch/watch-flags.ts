import type { LegalDate } from '#domain/dates.ts'
import type { Actor } from '#domain/desk/actors.ts'
import { isLegalDate } from '#domain/dates.ts'
import { reportOf, type Flag } from '#domain/desk/flags.ts'
import { dueLevel } from '#domain/content/freshness.ts'
import { impactTotals } from '#domain/desk/impact.ts'
import { passageKey } from '#domain/watch/passages.ts'
import type { NamedSource, Dependents, WatchFlag } from '#domain/watch/watch-desk.ts'
import { decideWatch, WHAT_TO_DO } from '#domain/watch/watch-rules.ts'
import type { StoreRequest } from '#store/rows.ts'
import { readSources, readSourcesOn, type StoredSource } from '#store/content/sources.ts'
import { readWordStates } from '#store/watch/quote-states.ts'
import { readCitationIndex } from '#store/watch/citation-index.ts'
import { readReports } from '#store/publish/reports.ts'
import { readSourceStates } from '#store/watch/source-states.ts'

/** Stands in for a reason that the person has yet to give. */
const GIVEN = '—'

const NOTHING: Dependents = { entries: [], totals: impactTotals([]) }

/** What a flag is about: a source, with or without words of it, a site, or an entry's due day. */
interface About {
  source: string | null
  words: string | null
  host: string | null
  due: LegalDate | null
}

function aboutOf({ kind, about }: Flag): About {
  const nothing = { source: null, words: null, host: null, due: null }
  const rest = about.slice(about.indexOf('/') + 1)
  if (kind === 'due') return { ...nothing, due: isLegalDate(rest) ? rest : null }
  if (about.startsWith('hosts/')) return { ...nothing, host: rest }
  if (!about.startsWith('sources/')) return nothing
  const [source = ''] = rest.split('#')
  return { ...nothing, source, words: rest === source ? null : rest }
}

export const named = ({ id, key, title, url }: StoredSource): NamedSource => ({ id, key, title, url })

/** Reads the state of the sources, sites and words that flags are about. */
async function readKnown(req: StoreRequest, abouts: readonly About[]) {
  const ids = abouts.flatMap(({ source }) => source ?? [])
  const hosts = abouts.flatMap(({ host }) => host ?? [])
  const onHosts = hosts.length > 0 ? await readSourcesOn(req, hosts) : []
  const all = [...new Set([...ids, ...onHosts.map(({ id }) => id)])]
  return {
    onHosts,
    sources: new Map((await readSources(req, ids)).map((source) => [source.id, source])),
    states: await readSourceStates(req, all),
    words: await readWordStates(req, ids),
    citations: all.length > 0 ? await readCitationIndex(req, all) : null,
  }
}
type Known = Awaited<ReturnType<typeof readKnown>>

const of = <T>(rows: ReadonlyMap<string, T>, key: string | null): T | null =>
  key === null ? null : (rows.get(key) ?? null)

/** What depends on the source or site that a flag is about; for words, only what depends on those words. */
function dependentsOf(
  { source, host, words: about }: About,
  { onHosts, citations, words }: Known,
): WatchFlag['resting'] {
  const on =
    host === null
      ? source === null
        ? []
        : [source]
      : onHosts.filter((each) => each.host === host).map(({ id }) => id)
  if (on.length === 0 || !citations) return NOTHING
  const quote = of(words.quotes, about)
  const value = of(words.values, about)
  return citations.onAny(
    on,
    quote
      ? (citation) => citation.quote !== null && passageKey(quote.source, citation.quote) === quote.key
      : value
        ? (citation) => citation.supports.includes(value.value.claim)
        : undefined,
  )
}

/** What a person needs to know about the watch's flags, and what they may do. */
export async function watchFlags(
  req: StoreRequest,
  actor: Actor,
  flags: readonly Flag[],
  today: LegalDate,
): Promise<WatchFlag[]> {
  const abouts = flags.map((flag) => [flag, aboutOf(flag)] as const)
  const known = await readKnown(
    req,
    abouts.map(([, about]) => about),
  )
  const reports = await readReports(
    req,
    flags.flatMap((flag) => reportOf(flag) ?? []),
  )
  return abouts.map(([flag, about]): WatchFlag => {
    const report = reports.get(reportOf(flag) ?? '')
    const source = of(known.sources, about.source)
    const state = of(known.states, about.source)
    const quote = of(known.words.quotes, about.words)
    const value = of(known.words.values, about.words)
    return {
      key: flag.key,
      kind: flag.kind,
      entry: flag.entry,
      detail: flag.detail,
      at: flag.at,
      claims: flag.claims,
      rung: flag.rung,
      todo: WHAT_TO_DO[flag.kind],
      source: source && named(source),
      host: about.host,
      movedTo: state?.movedTo ?? null,
      words: quote && { quote: quote.quote, stood: quote.stood, now: quote.now },
      value: value?.value ?? null,
      due: about.due && { on: about.due, level: dueLevel(about.due, today) },
      report: report
        ? {
            words: report.words,
            page: report.page,
            version: report.version,
            canTell: report.address !== null,
          }
        : null,
      resting: dependentsOf(about, known),
      can: {
        dismiss: decideWatch(actor, { action: 'dismiss', flag, reason: GIVEN }),
        answer: decideWatch(actor, { action: 'answer', flag, found: GIVEN }),
        move: decideWatch(actor, {
          action: 'move',
          state,
          url: source?.url ?? '',
          to: state?.movedTo ?? '',
        }),
      },
    }
  })
}
