import { addDays, dayIn, type LegalDate } from '#domain/dates.ts'
import type { RegisterName } from '#domain/watch/registers.ts'
import type { Logger } from '#lib/log.ts'
import type { Outbound } from '#lib/outbound/outbound.ts'
import { OutboundProblem } from '#lib/outbound/problem.ts'
import { keysOf } from '#lib/register-keys.ts'
import type { Keep } from '#pipelines/register/reading.ts'
import { keepProposals } from '#store/watch/proposals.ts'
import { leaveOutOtherReadings, noteReading, readReading, readRegistered } from '#store/watch/register.ts'
import type { Context } from '../context.ts'
import { writing } from '../jobs/writing.ts'
import { outboundClient } from './outbound-client.ts'
import { feedsOf, ORIGINS, type Feed } from './register-feeds.ts'

interface RegistersRequest {
  /** Base URLs of the registers; overridden in tests. */
  origins?: Partial<Record<RegisterName, string>>
  signal?: AbortSignal
}

export interface RegistersRead {
  feeds: number
  /** New proposals. */
  fresh: number
  /** Feeds that could not be read completely. */
  problems: { about: string; problem: string }[]
}

/** How many days back to look for an instrument on which no entry was ever confirmed. */
const BEFORE = 180

/** Maximum number of problems named per feed. */
const NAMED = 5

function inWords(problems: readonly string[]): string | null {
  if (problems.length === 0) return null
  const more = problems.length - NAMED
  return [...problems.slice(0, NAMED), ...(more > 0 ? [`And ${more} more.`] : [])].join(' ')
}

interface Reader {
  outbound: Outbound
  origin: string
  today: LegalDate
  signal: AbortSignal | undefined
  keep: Keep
}

/**
 * Reads a feed from where it was last read to, and records the new position.
 * @returns the problems in words; null if none; undefined if stopped.
 */
async function readFeed(
  context: Context,
  { feed, about, lately = false, read: readFrom }: Feed,
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
  // Anything published before an instrument was first looked at is already in its entries.
  const readUpTo = last?.readUpTo ?? (lately ? `${addDays(today, -BEFORE)}T00:00:00.000Z` : null)
  let problem: string | null
  try {
    const read = await readFrom(
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
 * Reads what the registers have recorded about our instruments since the last run, and stores the resulting
 * proposals. A problem with one feed doesn't stop the others; it is recorded with the feed, which is read again.
 * @returns null if stopped.
 */
export async function readRegisters(
  context: Context,
  log: Logger,
  { origins = {}, signal }: RegistersRequest = {},
): Promise<RegistersRead | null> {
  const { payload, clock, env } = context
  const outbound = outboundClient(context)
  const today = dayIn(env.siteTimeZone, clock.now())
  const { read } = await readRegistered({ payload }, keysOf(env))
  const feeds = feedsOf(
    read.map(({ since, ...instrument }) => ({ ...instrument, since: since ?? addDays(today, -BEFORE) })),
    env,
  )
  const all: RegistersRead = { feeds: feeds.length, fresh: 0, problems: [] }
  for (const each of feeds) {
    if (signal?.aborted) return null
    const keep: Keep = async (proposals) => {
      all.fresh += await writing(context, (req) => keepProposals(req, proposals, clock.now()))
    }
    const origin = origins[each.of] ?? ORIGINS[each.of]
    const problem = await readFeed(context, each, { outbound, origin, today, signal, keep })
    if (problem === undefined) return null
    if (problem === null) continue
    all.problems.push({ about: each.about, problem })
    log.warn({ feed: each.feed, problem }, 'a feed of a register could not be read whole')
  }
  const names = new Set(feeds.map(({ feed }) => feed))
  await writing(context, (req) => leaveOutOtherReadings(req, names, clock.now()))
  return all
}
