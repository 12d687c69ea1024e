import { coverageOf } from '#domain/content/coverage.ts'
import { FLAG_KINDS } from '#domain/desk/flags.ts'
import type { ClaimTrouble, Trouble } from '#domain/watch/watch-desk.ts'
import { isInTrouble } from '#domain/watch/source-states.ts'
import { sourcesOf } from '#domain/content/shared-parts.ts'
import { passageKey } from '#domain/watch/passages.ts'
import { isValueGone, wordingFlagOf } from '#domain/watch/quote-states.ts'
import { readSourcesByKey } from '#store/content/sources.ts'
import type { StoreRequest } from '#store/rows.ts'
import { readHostStates } from '#store/watch/host-states.ts'
import { readWordStates } from '#store/watch/quote-states.ts'
import { readSourceStates } from '#store/watch/source-states.ts'
import { readWorkingCopy } from '#store/desk/working-copies.ts'
import type { About } from '../../entry.ts'
import { named } from '../watch-flags.ts'

/** For each claim of a working copy: how many sources support it, and which of them are in trouble. */
export async function troubleOf(req: StoreRequest, { kind, id }: About): Promise<ClaimTrouble[]> {
  const { entry, guide } = await readWorkingCopy(req, kind, id)
  const sources = await readSourcesByKey(
    req,
    sourcesOf(entry).map(({ key }) => key),
  )
  const byKey = new Map(sources.map((source) => [source.key, source]))
  const ids = sources.map((source) => source.id)
  const states = await readSourceStates(req, ids)
  const hosts = await readHostStates(
    req,
    sources.map(({ host }) => host),
  )
  const { quotes, values } = await readWordStates(req, ids)
  const troublesOf = (claim: string): Trouble[] =>
    entry.citations
      .filter(({ supports }) => supports.includes(claim))
      .flatMap(({ source: { key }, quote }): Trouble[] => {
        const source = byKey.get(key)
        if (!source) return []
        const state = states.get(source.id)
        const words = quote ? quotes.get(passageKey(source.id, quote)) : undefined
        const wording = words ? wordingFlagOf(words) : null
        const found = [
          hosts.get(source.host)?.brokenAt ? FLAG_KINDS['host-down'] : null,
          state && isInTrouble(state) ? FLAG_KINDS['link-broken'] : null,
          wording && wording !== 'wording-moved' ? FLAG_KINDS[wording] : null,
          [...values.values()].some(
            (value) => value.source === source.id && value.value.claim === claim && isValueGone(value),
          )
            ? FLAG_KINDS['value-missing']
            : null,
        ]
        return found.flatMap((what) => (what ? [{ source: named(source), what }] : []))
      })
  return coverageOf(entry, guide).map(({ id: claim, sources: behind }) => ({
    claim,
    sources: behind,
    troubles: troublesOf(claim),
  }))
}
