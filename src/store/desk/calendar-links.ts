import type { Payload, Where } from 'payload'
import { isRecord } from '#domain/checks.ts'
import type { StoreRequest } from '../rows.ts'
import { counting, takeUse, type Limit } from './allowance.ts'

/** The name under which it is kept among a person's preferences. */
const KEY = 'calendar-link'

const where = (person: string): Where => ({
  and: [
    { key: { equals: KEY } },
    { 'user.value': { equals: person } },
    { 'user.relationTo': { equals: 'users' } },
  ],
})

const nonceIn = (value: unknown): string | null =>
  isRecord(value) && typeof value.nonce === 'string' && value.nonce !== '' ? value.nonce : null

/** What a person's calendar link is made from; null if they have none. */
export async function readCalendarNonce(req: StoreRequest, person: string): Promise<string | null> {
  const found = await req.payload.db.findOne<{ id: string; value?: unknown }>({
    collection: 'payload-preferences',
    where: where(person),
    req: req,
  })
  return nonceIn(found?.value)
}

/** Replaces it; with null, the person has no link. */
export async function writeCalendarNonce(
  req: StoreRequest,
  person: string,
  nonce: string | null,
): Promise<void> {
  await req.payload.db.deleteMany({
    collection: 'payload-preferences',
    where: where(person),
    req: req,
  })
  if (nonce !== null)
    await req.payload.db.create({
      collection: 'payload-preferences',
      data: { key: KEY, user: { relationTo: 'users', value: person }, value: { nonce } },
      req: req,
    })
}

/** How often one calendar is read at once, and milliseconds until it is once more: calendars ask a few times a day. */
const PER_CALENDAR: Limit = { most: 60, each: 10_000 }

/** How many addresses that open nothing a network may try, and milliseconds until it may once more. */
const PER_NETWORK: Limit = { most: 30, each: 20_000 }

/**
 * Counts a reading of a person's calendar.
 * @param person hashed, as all that is counted.
 * @returns milliseconds until it is allowed; 0 if it is now.
 */
export const takeCalendarUse = (payload: Payload, person: string, now: Date): Promise<number> =>
  counting({ payload }, (req) => takeUse(req, `calendar of ${person}`, PER_CALENDAR, now))

/**
 * Counts an address that opens no calendar.
 * @param network hashed: none is kept.
 * @returns milliseconds until another may be tried; 0 if this one might be.
 */
export const takeWrongCalendar = (payload: Payload, network: string, now: Date): Promise<number> =>
  counting({ payload }, (req) => takeUse(req, `calendar network ${network}`, PER_NETWORK, now))
