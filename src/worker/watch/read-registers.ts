import { addDays, dayIn } from '#domain/dates.ts'
import { registerPath } from '#domain/watch/register.ts'
import type { ProposedLawChange } from '#domain/watch/proposals.ts'
import type { Logger } from '#lib/log.ts'
import { OutboundProblem } from '#lib/outbound/problem.ts'
import { proposalsOf, proposalsOfNew, type WatchedInstrument } from '#pipelines/register/propose.ts'
import type { FeedPage } from '#pipelines/register/read-feed.ts'
import { changesFeed, NEW_FEED, readRegister, REGISTER } from '#pipelines/register/read-register.ts'
import { keepProposals } from '#store/watch/proposals.ts'
import { noteReading, readReading, readRegistered } from '#store/watch/register.ts'
import type { Context } from '../context.ts'
import { writing } from '../jobs/writing.ts'
import { outboundClient } from './outbound-client.ts'

interface RegistersRequest {
  /** Address of the register: another one in tests. */
  origin?: string
  signal?: AbortSignal
}

export interface RegistersRead {
  feeds: number
  /** Proposals that were not known. */
  fresh: number
  /** Feeds of which something could not be read. */
  problems: { about: string; problem: string }[]
}

interface Feed {
  feed: string
  about: string
  propose: (page: FeedPage) => ProposedLawChange[]
}

/** How far back an instrument is looked at on which no entry was ever confirmed, in days. */
const BEFORE = 180

/** Problems of one feed are named up to this many. */
const NAMED = 5

function inWords(problems: readonly string[]): string | null {
  if (problems.length === 0) return null
  const more = problems.length - NAMED
  return [...problems.slice(0, NAMED), ...(more > 0 ? [`And ${more} more.`] : [])].join(' ')
}

/**
 * Reads what the register of the United Kingdom has recorded of our instruments since the last time, and keeps what it
 * proposes. What one feed lacks stops no other; it is noted with the feed, and asked for again.
 * @returns null where it was stopped.
 */
export async function readRegisters(
  context: Context,
  log: Logger,
  { origin = REGISTER, signal }: RegistersRequest = {},
): Promise<RegistersRead | null> {
  const { payload, clock, env } = context
  const outbound = outboundClient(context)
  const today = dayIn(env.siteTimeZone, clock.now())
  const watched = (await readRegistered({ payload })).map(({ since, ...instrument }): WatchedInstrument => ({
    ...instrument,
    since: since ?? addDays(today, -BEFORE),
  }))
  const feeds: Feed[] = watched.map((instrument) => ({
    feed: changesFeed(registerPath(instrument.register)),
    about: instrument.title,
    propose: ({ effects }) => proposalsOf(effects, [instrument]),
  }))
  if (watched.length > 0)
    feeds.push({
      feed: NEW_FEED,
      about: 'New legislation',
      propose: ({ published }) => proposalsOfNew(published, watched),
    })
  const all: RegistersRead = { feeds: feeds.length, fresh: 0, problems: [] }
  for (const { feed, about, propose } of feeds) {
    if (signal?.aborted) return null
    const last = await readReading({ payload }, feed)
    const reading = {
      feed,
      about,
      readUpTo: last?.readUpTo ?? null,
      etag: last?.etag ?? null,
      lastModified: last?.lastModified ?? null,
    }
    // What was published before an instrument was first looked at is in its entries.
    const readUpTo = last?.readUpTo ?? (feed === NEW_FEED ? `${addDays(today, -BEFORE)}T00:00:00.000Z` : null)
    const keep = async (page: FeedPage): Promise<void> => {
      all.fresh += await writing(context, (req) => keepProposals(req, propose(page), clock.now()))
    }
    let problem: string | null
    try {
      const read = await readRegister(
        outbound,
        { ...reading, origin, readUpTo, ...(signal ? { signal } : {}) },
        keep,
      )
      problem = inWords(read.problems)
      if (read.whole)
        Object.assign(reading, {
          readUpTo: read.newest ?? reading.readUpTo,
          etag: read.etag,
          lastModified: read.lastModified,
        })
      else Object.assign(reading, { etag: null, lastModified: null })
    } catch (error) {
      if (signal?.aborted) return null
      if (!(error instanceof OutboundProblem)) throw error
      problem = `The register could not be reached: ${(error as Error).message}`
    }
    await writing(context, (req) =>
      noteReading(req, { ...reading, readAt: clock.now().toISOString(), problem }),
    )
    if (problem === null) continue
    all.problems.push({ about, problem })
    log.warn({ feed, problem }, 'a feed of official changes could not be read whole')
  }
  return all
}
