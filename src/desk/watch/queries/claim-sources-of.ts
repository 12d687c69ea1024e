import type { Citation } from '#domain/content/content.ts'
import { sourcesOf } from '#domain/content/shared-parts.ts'
import { dayIn } from '#domain/dates.ts'
import { claimSources, type SourcedClaim, type Watched } from '#domain/watch/claim-sources.ts'
import { passageKey } from '#domain/watch/passages.ts'
import { readSourcesByKey } from '#store/content/sources.ts'
import { readHostStates } from '#store/watch/host-states.ts'
import { readWordStates } from '#store/watch/quote-states.ts'
import { readSourceStates } from '#store/watch/source-states.ts'
import { todayOf, type Desk } from '../../desk.ts'
import { readSide, type Side } from '../../desk/queries/compare.ts'
import type { About } from '../../entry.ts'

/**
 * The sources behind each claim of one state of an entry, with what the watch knows of them; for claims that are gone
 * since an earlier state, the sources of that state.
 */
export async function claimSourcesOf(
  desk: Desk,
  about: About,
  { before, after }: { before: Side; after: Side },
): Promise<SourcedClaim[]> {
  const { req, timeZone } = desk
  const [was, is] = [await readSide(req, about, before), await readSide(req, about, after)]
  const cited = [was, is].flatMap((entry) => (entry ? sourcesOf(entry) : []))
  const sources = await readSourcesByKey(req, [...new Set(cited.map(({ key }) => key))])
  const ids = sources.map(({ id }) => id)
  const states = await readSourceStates(req, ids)
  const hosts = await readHostStates(
    req,
    sources.map(({ host }) => host),
  )
  const { quotes, values } = await readWordStates(req, ids)
  const byKey = new Map(sources.map((source) => [source.key, source]))
  const known = ({ source: { key, url }, quote }: Citation): Watched | null => {
    const source = byKey.get(key)
    // What was seen at another address says nothing of this one.
    if (source?.url !== url) return null
    const state = states.get(source.id) ?? null
    return {
      state: state?.url === url ? state : null,
      host: hosts.get(source.host) ?? null,
      quote: quote ? (quotes.get(passageKey(source.id, quote)) ?? null) : null,
      values: [...values.values()].filter((value) => value.source === source.id),
    }
  }
  const dayOf = (instant: string) => dayIn(timeZone, new Date(instant))
  return claimSources(was, is, { known, dayOf, today: todayOf(desk) })
}
