import { LINK_REASONS } from '#domain/watch/link-checks.ts'
import type { SourceDesk, SourceLook } from '#domain/watch/watch-desk.ts'
import { archivedCopy } from '#domain/content/archived-copy.ts'
import { dayIn } from '#domain/dates.ts'
import { decideWatch } from '#domain/watch/watch-rules.ts'
import { readFlags } from '#store/desk/flags.ts'
import { readSource } from '#store/content/sources.ts'
import { readChecksOf } from '#store/watch/checks.ts'
import { readHostStates } from '#store/watch/host-states.ts'
import { readWordStates } from '#store/watch/quote-states.ts'
import { readCitationIndex } from '#store/watch/citation-index.ts'
import { readSourceStates } from '#store/watch/source-states.ts'
import { readNewestWork } from '#store/work.ts'
import { todayOf, type Desk } from '../../desk.ts'
import { named, watchFlags } from '../watch-flags.ts'

/** Number of checks in a source's chart. */
const LOOKS = 60

/**
 * A source's state, history, dependents and available actions; null if it was deleted.
 * @param scheduled whether sources are checked by themselves here.
 */
export async function sourceDeskOf(
  desk: Desk,
  id: string,
  { scheduled }: { scheduled: boolean },
): Promise<SourceDesk | null> {
  const { req, actor, timeZone } = desk
  const source = await readSource(req, id)
  if (!source) return null
  const state = (await readSourceStates(req, [id])).get(id) ?? null
  const host = (await readHostStates(req, [source.host])).get(source.host) ?? null
  const { quotes, values } = await readWordStates(req, [id])
  const open = (await readFlags(req, { open: true, aboutSource: id })).filter(
    (flag) => flag.kind !== 'shared-record',
  )
  const checks = await readChecksOf(req, id, 'link', LOOKS)
  const requested = await readNewestWork(req, 'check-source', `sources/${id}`)
  const answered = checks.find(({ link }) => link?.verdict === 'fine' || link?.verdict === 'moved')
  return {
    source: { ...named(source), host: source.host, precision: source.precision },
    scheduled,
    state,
    words: state && {
      sentence: LINK_REASONS[state.because].sentence,
      fix: LINK_REASONS[state.because].fix,
    },
    host: host && host.failures > 0 ? host : null,
    archived: archivedCopy(source.url, answered ? dayIn(timeZone, new Date(answered.at)) : todayOf(desk)),
    history: checks
      .flatMap(({ link }): SourceLook[] =>
        link
          ? [
              {
                at: link.at,
                verdict: link.verdict,
                because: link.because,
                status: link.status,
                milliseconds: link.milliseconds,
              },
            ]
          : [],
      )
      .reverse(),
    quotes: [...quotes.values()],
    values: [...values.values()],
    flags: await watchFlags(req, actor, open, todayOf(desk)),
    resting: (await readCitationIndex(req, [id])).on(id),
    asked: requested && {
      state: requested.state,
      askedAt: requested.askedAt,
      endedAt: requested.endedAt,
      problem: requested.problem,
      done: requested.done,
      total: requested.total,
    },
    can: {
      check: decideWatch(actor, { action: 'check' }),
      move: decideWatch(actor, { action: 'move', state, url: source.url, to: state?.movedTo ?? '' }),
    },
  }
}
