import { addDays, dayIn, type LegalDate } from '#domain/dates.ts'
import { registerPath } from '#domain/watch/register.ts'
import type { ProposedLawChange } from '#domain/watch/proposals.ts'
import type { Logger } from '#lib/log.ts'
import type { Outbound } from '#lib/outbound/outbound.ts'
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

/** The feed of each instrument, and that of new legislation. */
function feedsOf(watched: readonly WatchedInstrument[]): Feed[] {
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
  return feeds
}

interface Reader {
  outbound: Outbound
  origin: string
  today: LegalDate
  signal: AbortSignal | undefined
  keep: (page: FeedPage) => Promise<void>
}

/**
 * Reads one feed on from where it was read last, and notes how far.
 * @returns what it lacks, in words; null where nothing; undefined where it was stopped.
 */
async function readFeed(
  context: Context,
  { feed, about }: Feed,
  { outbound, origin, today, signal, keep }: Reader,
): Promise<string | null | undefined> {
  const { payload, clock } = context
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
    if (signal?.aborted) return undefined
    if (!(error instanceof OutboundProblem)) throw error
    problem = `The register could not be reached: ${(error as Error).message}`
  }
  await writing(context, (req) =>
    noteReading(req, { ...reading, readAt: clock.now().toISOString(), problem }),
  )
  return problem
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
  const feeds = feedsOf(watched)
  const all: RegistersRead = { feeds: feeds.length, fresh: 0, problems: [] }
  for (const each of feeds) {
    if (signal?.aborted) return null
    const keep = async (page: FeedPage): Promise<void> => {
      all.fresh += await writing(context, (req) => keepProposals(req, each.propose(page), clock.now()))
    }
    const problem = await readFeed(context, each, { outbound, origin, today, signal, keep })
    if (problem === undefined) return null
    if (problem === null) continue
    all.problems.push({ about: each.about, problem })
    log.warn({ feed: each.feed, problem }, 'a feed of official changes could not be read whole')
  }
  return all
}
