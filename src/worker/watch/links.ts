import { dayIn } from '#domain/dates.ts'
import { countHost, nextHostState } from '#domain/watch/host-states.ts'
import { LINK_FLAGS, nextSourceState, type SourceState } from '#domain/watch/source-states.ts'
import type { WatchRun } from '#domain/watch/watch.ts'
import { flagHost } from '#desk/watch/flag-host.ts'
import { flagLink } from '#desk/watch/flag-link.ts'
import { settleGone } from '#desk/watch/settle-gone.ts'
import { addressesOf, type Address } from '#pipelines/links/addresses.ts'
import { checkLinks, type LinkToCheck } from '#pipelines/links/check.ts'
import { readSources, type StoredSource } from '#store/content/sources.ts'
import { beginChecks, endLinkCheck, readChecksOfSlot, type SourceCheck } from '#store/watch/checks.ts'
import { putHostState, readHostStates } from '#store/watch/host-states.ts'
import { noteRun } from '#store/watch/runs.ts'
import { putSourceState, readSourceStates } from '#store/watch/source-states.ts'
import type { Context } from '../context.ts'
import { writing } from '../jobs/writing.ts'
import { beginRun, endRun, tally, type RunRequest } from './watch-run.ts'
import { portions } from './portions.ts'
import { outboundClient } from './outbound-client.ts'

/** A URL as the sources spell it, with every source that uses it and the state left by the last check. */
interface SourceLink extends LinkToCheck {
  sources: StoredSource[]
}

/** The distinct links of the sources. */
const linksOf = (sources: readonly StoredSource[], states: ReadonlyMap<string, SourceState>): SourceLink[] =>
  [...Map.groupBy(sources, ({ url }) => url)].map(([url, mine]) => {
    const known = states.get(mine[0]?.id ?? '')
    const same = known?.url === url
    return {
      url,
      precision: mine[0]?.precision ?? 'page',
      etag: same ? known.etag : null,
      lastModified: same ? known.lastModified : null,
      sources: mine,
    }
  })

/**
 * Checks the links of all sources, or of some, each URL once. Each URL is recorded before it is requested, so a
 * resumed run continues with those not yet requested in its slot and requests none twice.
 * @returns null if stopped; it resumes when called again.
 */
export async function checkLinkRun(
  context: Context,
  { slot, sources: which, signal, report }: RunRequest,
): Promise<WatchRun | null> {
  const { payload, clock } = context
  const sources = await readSources({ payload }, which)
  const begun = new Set((await readChecksOfSlot({ payload }, 'link', slot)).map(({ source }) => source))
  const total = sources.length
  let done = sources.filter(({ id }) => begun.has(id)).length
  const run = await beginRun(context, 'links', slot, { done, total })
  if (run.endedAt) return run
  report?.(done, total)
  const states = await readSourceStates({ payload }, which && sources.map(({ id }) => id))
  const left = linksOf(
    sources.filter(({ id }) => !begun.has(id)),
    states,
  )
  const hostOf = ({ links: [{ sources: of }] }: Address<SourceLink>): string => of[0]?.host ?? ''
  const addresses = addressesOf(left).map((address) => ({ ...address, host: hostOf(address) }))
  for (const portion of portions(addresses)) {
    if (signal?.aborted) return null
    const mine = portion.flatMap(({ links }) => links.flatMap((link) => link.sources))
    await writing(context, (req) => beginChecks(req, mine, { kind: 'link', slot, at: clock.now() }))
    try {
      await checkLinks({
        addresses: portion,
        outbound: outboundClient(context),
        clock,
        ...(signal ? { signal } : {}),
        onCheck: async (check, link) => {
          for (const { id } of link.sources) {
            await writing(context, (req) => endLinkCheck(req, id, slot, check))
            done += 1
            report?.(done, total)
          }
        },
      })
    } catch (error) {
      if (signal?.aborted) return null
      throw error
    }
    await writing(context, (req) => noteRun(req, run.key, { done, total }))
  }
  const checks = await readChecksOfSlot({ payload }, 'link', slot)
  await judge(context, sources, checks, { slot, whole: which === undefined })
  return endRun(context, run, tally(checks.flatMap(({ link }) => link?.verdict ?? [])))
}

/**
 * Derives the state of each source and site from a slot's checks, site by site. A slot counts once: what was judged
 * before an interruption is not judged again.
 * @param whole whether all sources were checked, so that sites can be judged too.
 */
async function judge(
  context: Context,
  sources: readonly StoredSource[],
  checks: readonly SourceCheck[],
  { slot, whole }: { slot: string; whole: boolean },
): Promise<void> {
  const { payload, clock, env } = context
  const byId = new Map(sources.map((source) => [source.id, source]))
  const seen = checks.flatMap(({ source: id, host, link: check }) => {
    const source = byId.get(id)
    return source && check ? [{ source, host, check }] : []
  })
  const states = await readSourceStates(
    { payload },
    seen.map(({ source }) => source.id),
  )
  const byHost = Map.groupBy(seen, ({ host }) => host)
  const hostStates = await readHostStates({ payload }, whole ? undefined : [...byHost.keys()])
  for (const [host, mine] of byHost) {
    const count = countHost(mine.map(({ check }) => check))
    const down = whole ? count.down : (hostStates.get(host)?.failures ?? 0) > 0
    await writing(context, async (req) => {
      const desk = { req, clock }
      for (const { source, check } of mine) {
        const before = states.get(source.id) ?? null
        if (before?.slot === slot) continue
        const day = dayIn(env.siteTimeZone, new Date(check.at))
        const { id, key } = source
        const state = nextSourceState(before, { source: id, key, host, check, slot, day, hostDown: down })
        await putSourceState(req, state)
        await flagLink(desk, source, state, day)
      }
      if (!whole) return
      const at = clock.now()
      const day = dayIn(env.siteTimeZone, at)
      const state = nextHostState(hostStates.get(host) ?? null, {
        host,
        ...count,
        at: at.toISOString(),
        slot,
        day,
      })
      await putHostState(req, state)
      await flagHost(desk, state)
    })
  }
  if (whole)
    await writing(context, (req) =>
      settleGone({ req, clock }, new Set(byId.keys()), new Set(byHost.keys()), LINK_FLAGS),
    )
}
