import { sql } from '@payloadcms/db-sqlite'
import type { Where } from 'payload'
import { isListOf, isNumber, isShape, isText, type Check } from '#domain/checks.ts'
import { followAll, followedOf, placeOfEntry, type Followed } from '#domain/mail/subscribing.ts'
import {
  CADENCES,
  EVERYTHING,
  MAIL_FORMATS,
  SUBSCRIBER_STATES,
  type Choices,
  type Following,
  type Subscriber,
  type SubscriberCount,
} from '#domain/mail/subscribers.ts'
import type { Cadence } from '#domain/slots.ts'
import type { AddressBook } from '#lib/addresses.ts'
import { documentsOf, embeddedOf } from '../database/drivers.ts'
import type { Row } from '../row.ts'
import { findRow, findRows, insertRow, parseRows, updateRow, type StoreRequest } from '../rows.ts'

/** A subscriber with fields only the desk needs. */
export interface StoredSubscriber extends Subscriber {
  lookup: string
  /** Encrypted. */
  address: string
  /** Times, ISO 8601 in UTC. */
  createdAt: string
  confirmedAt: string | null
  endedAt: string | null
  why: string | null
  askedSince: string | null
  asked: number
}

const isFollowing: Check<Following> = (value): value is Following =>
  isShape({ place: isText, since: isNumber })(value) && (!('entry' in value) || isText(value.entry))

const followsOf = (row: Row): Following[] => row.json('follows', isListOf(isFollowing))

/** The subscription in a row, without the address. */
export const toSubscriber = (row: Row): Subscriber => ({
  id: row.id,
  state: row.among('state', SUBSCRIBER_STATES),
  follows: followsOf(row),
  cadence: row.among('cadence', CADENCES),
  atOnce: row.flag('atOnce'),
  format: row.among('format', MAIL_FORMATS),
  coveredTo: row.numberOrNull('coveredTo') ?? 0,
})

const toStored = (row: Row): StoredSubscriber => ({
  ...toSubscriber(row),
  lookup: row.text('lookup'),
  address: row.text('address'),
  createdAt: row.text('createdAt'),
  confirmedAt: row.textOrNull('confirmedAt'),
  endedAt: row.textOrNull('endedAt'),
  why: row.textOrNull('why'),
  askedSince: row.textOrNull('askedSince'),
  asked: row.number('asked'),
})

/** The plain-text address of a subscriber. @throws {Error} if it was encrypted with another key. */
export const addressOf = ({ address }: Pick<StoredSubscriber, 'address'>, book: AddressBook): string =>
  book.open(address)

export const readStoredSubscriber = (req: StoreRequest, id: string): Promise<StoredSubscriber | null> =>
  findRow(req, 'subscribers', toStored, { id: { equals: id } })

export const readSubscriber = (req: StoreRequest, id: string): Promise<Subscriber | null> =>
  findRow(req, 'subscribers', toSubscriber, { id: { equals: id } })

/** The lookup hash of a subscriber; of one whose other fields cannot be read as well. Null if there is none. */
export const readLookup = (req: StoreRequest, id: string): Promise<string | null> =>
  findRow(req, 'subscribers', (row) => row.text('lookup'), { id: { equals: id } })

/** The subscriber with an address, by its lookup hash. */
export const findSubscriber = (req: StoreRequest, lookup: string): Promise<StoredSubscriber | null> =>
  findRow(req, 'subscribers', toStored, { lookup: { equals: lookup } })

interface NewSubscriber {
  lookup: string
  /** Encrypted. */
  address: string
  choices: Choices
  at: Date
}

/** Adds a subscriber who has asked for mail and not yet confirmed. They follow changes from the moment they confirm. */
export async function insertSubscriber(
  req: StoreRequest,
  { lookup, address, choices: { places, entries, ...choices }, at }: NewSubscriber,
): Promise<void> {
  await insertRow(req, 'subscribers', {
    lookup,
    address,
    ...choices,
    state: 'unconfirmed',
    follows: JSON.stringify(followAll({ places, entries }, 0)),
    coveredTo: 0,
    createdAt: at.toISOString(),
    confirmedAt: null,
    endedAt: null,
    why: null,
    askedSince: null,
    asked: 0,
  })
}

type Changed = Partial<Omit<StoredSubscriber, 'id' | 'lookup' | 'address'>>

/**
 * Updates a subscriber who is in one of these states.
 * @returns false if there is none: nothing was written.
 */
export const changeSubscriber = (
  req: StoreRequest,
  id: string,
  states: readonly Subscriber['state'][],
  { follows, ...changed }: Changed,
): Promise<boolean> =>
  updateRow(
    req,
    'subscribers',
    { and: [{ id: { equals: id } }, { state: { in: [...states] } }] },
    { ...changed, ...(follows ? { follows: JSON.stringify(follows) } : {}) },
  )

/** A subscriber was changed between reading and writing. Nothing was written. */
export class SubscriberMoved extends Error {
  override name = 'SubscriberMoved'
}

/**
 * Counts a mail requested with an address alone, and applies the accompanying changes.
 * @throws {SubscriberMoved} if another was counted meanwhile, or the subscriber is in another state.
 */
export async function countRequests(
  req: StoreRequest,
  { id, state, asked, askedSince }: StoredSubscriber,
  { follows, ...changed }: Changed,
): Promise<void> {
  const same = await updateRow(
    req,
    'subscribers',
    {
      and: [
        { id: { equals: id } },
        { state: { equals: state } },
        { asked: { equals: asked } },
        askedSince ? { askedSince: { equals: askedSince } } : { askedSince: { exists: false } },
      ],
    },
    { ...changed, ...(follows ? { follows: JSON.stringify(follows) } : {}) },
  )
  if (!same) throw new SubscriberMoved('Two asked at once.')
}

/**
 * Stops all mail to a subscriber whose address rejects it, or who complained.
 * @param why in words, without the address.
 * @returns false if they are gone or had unsubscribed.
 */
export const markSuppressed = (req: StoreRequest, id: string, why: string, at: Date): Promise<boolean> =>
  changeSubscriber(req, id, ['unconfirmed', 'active', 'paused'], {
    state: 'suppressed',
    endedAt: at.toISOString(),
    why,
  })

/** Subscribers matching `where`, at most `limit`, those that ended first first. */
export const findSubscribers = (
  req: StoreRequest,
  where: Where,
  limit: number,
): Promise<StoredSubscriber[]> => findRows(req, 'subscribers', toStored, where, 'endedAt', { limit })

/** Number of subscribers who follow the same, with the same cadence. */
interface Group {
  /** Keys of places and of entries. */
  follows: string[]
  cadence: Cadence
  state: 'active' | 'paused'
  count: number
}

const keysOf = ({ places, entries }: Followed): string[] => [...places, ...entries]

const toGroup = (row: Row): Group => ({
  follows: keysOf(followedOf(followsOf(row))),
  cadence: row.among('cadence', CADENCES),
  state: row.among('state', { active: true, paused: true }),
  count: row.number('count'),
})

/** Payload can't count by group: each database does so in one statement, without reading addresses. */
async function groupsOf(req: StoreRequest): Promise<Group[]> {
  const mongo = documentsOf(req)
  const rows = mongo
    ? await mongo.collections.subscribers?.aggregate([
        { $match: { state: { $in: ['active', 'paused'] } } },
        {
          $group: {
            _id: { follows: '$follows', cadence: '$cadence', state: '$state' },
            count: { $sum: 1 },
          },
        },
        { $replaceWith: { $mergeObjects: ['$_id', { count: '$count' }] } },
      ])
    : await embeddedOf(req).drizzle.all(sql`
        select follows, cadence, state, count(*) as count
        from subscribers where state in ('active', 'paused') group by 1, 2, 3`)
  return parseRows(req, 'subscribers', rows ?? [], toGroup)
}

/** Counts by place and cadence, sorted by both. A follower of two places, or of entries of them, counts in each. */
export async function countSubscribers(req: StoreRequest): Promise<SubscriberCount[]> {
  const counts = new Map<string, SubscriberCount>()
  for (const group of await groupsOf(req))
    for (const place of new Set(group.follows.map((key) => placeOfEntry(key) || key))) {
      const { cadence, state, count } = group
      const key = `${place} ${cadence}`
      const known = counts.get(key) ?? { place, cadence, active: 0, paused: 0 }
      counts.set(key, { ...known, [state]: known[state] + count })
    }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count)
}

/** Number of active subscribers who follow one of these places or entries, or everything. Each counts once. */
export async function countFollowers(
  req: StoreRequest,
  { places, entries }: { places: readonly string[]; entries: readonly string[] },
): Promise<number> {
  const wanted = new Set([...places, ...entries, EVERYTHING])
  return (await groupsOf(req))
    .filter(({ state, follows }) => state === 'active' && follows.some((each) => wanted.has(each)))
    .reduce((sum, { count }) => sum + count, 0)
}
