import { dayIn } from '#domain/dates.ts'
import { LINK_FLAGS } from '#domain/watch/source-states.ts'
import { judgeHosts, nextHostState } from '#domain/watch/host-states.ts'
import { nextSourceState } from '#domain/watch/source-states.ts'
import type { WatchRun } from '#domain/watch/watch.ts'
import { flagHost } from '#desk/watch/flag-host.ts'
import { flagLink } from '#desk/watch/flag-link.ts'
import { settleGone } from '#desk/watch/settle-gone.ts'
import { checkLinks } from '#pipelines/links/check.ts'
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

/** One address, with every source that has it. */
interface Address {
  host: string
  url: string
  sources: StoredSource[]
}

function byAddress(sources: readonly StoredSource[]): Address[] {
  const found = new Map<string, Address>()
  for (const source of sources) {
    const { url } = source
    const page = new URL(url)
    page.hash = ''
    const address = found.get(page.href) ?? { host: source.host, url: page.href, sources: [] }
    address.sources.push(source)
    found.set(page.href, address)
  }
  return [...found.values()]
}

/**
 * Checks the links of all sources, or of some, each address once. What is about to be asked is written down before it
 * is: a pass that was cut off goes on with what nobody has asked in its slot, and asks nothing twice.
 * @returns null where it was stopped: it goes on when it is asked for again.
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
  for (const portion of portions(byAddress(sources.filter(({ id }) => !begun.has(id))))) {
    if (signal?.aborted) return null
    const mine = portion.flatMap((address) => address.sources)
    await writing(context, (req) => beginChecks(req, mine, { kind: 'link', slot, at: clock.now() }))
    const byUrl = Map.groupBy(mine, ({ url }) => url)
    try {
      await checkLinks({
        links: [...byUrl].map(([url, [source]]) => {
          const known = states.get(source?.id ?? '')
          const same = known?.url === url
          return {
            url,
            precision: source?.precision ?? 'page',
            etag: same ? known.etag : null,
            lastModified: same ? known.lastModified : null,
          }
        }),
        outbound: outboundClient(context),
        clock,
        ...(signal ? { signal } : {}),
        onCheck: async (check) => {
          for (const { id } of byUrl.get(check.url) ?? []) {
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
 * What the checks of a slot make of each source and site, site by site. A slot counts once: what was judged before the
 * pass was cut off is not judged again.
 * @param whole all sources were looked at, so that something can be said of sites.
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
  const hosts = judgeHosts(seen)
  const hostStates = await readHostStates({ payload }, whole ? undefined : [...hosts.keys()])
  for (const [host, mine] of Map.groupBy(seen, (each) => each.host)) {
    const count = hosts.get(host)
    const down = whole ? count?.down === true : (hostStates.get(host)?.failures ?? 0) > 0
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
      if (!whole || !count) return
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
      settleGone({ req, clock }, new Set(byId.keys()), new Set(hosts.keys()), LINK_FLAGS),
    )
}
