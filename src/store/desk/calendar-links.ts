import type { Where } from 'payload'
import { rolesOf } from '#lib/actor.ts'
import type { StoreRequest } from '../rows.ts'

/** The name under which it is kept among a person's preferences. */
const KEY = 'calendar-link'

const where = (person: string): Where => ({
  and: [
    { key: { equals: KEY } },
    { 'user.value': { equals: person } },
    { 'user.relationTo': { equals: 'users' } },
  ],
})

const nonceIn = (value: unknown): string | null => {
  const nonce = (value as { nonce?: unknown } | null)?.nonce
  return typeof nonce === 'string' && nonce !== '' ? nonce : null
}

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

/** Whether there is such an account and it has a role. */
export async function isStillStaff(req: StoreRequest, person: string): Promise<boolean> {
  const user = await req.payload.db.findOne<{ id: string; roles?: string[] }>({
    collection: 'users',
    where: { id: { equals: person } },
    req: req,
  })
  return user !== null && user !== undefined && rolesOf({ user: user as never }).length > 0
}
