import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import type { Role } from '#domain/desk/actors.ts'
import type { User } from '#payload-types'

export type Person = User & { collection: 'users' }

/** An account with these roles. */
export async function person(payload: Payload, name: string, roles: Role[]): Promise<Person> {
  const user = await payload.create({
    collection: 'users',
    data: { name, email: `${name.toLowerCase()}@example.org`, password: 'a long enough password', roles },
    overrideAccess: true,
  })
  return { ...user, collection: 'users' }
}

/** A request by that person, as the admin and the API make it. */
export const requestOf = (payload: Payload, user: Person | null): Promise<PayloadRequest> =>
  createLocalReq(user ? { user } : {}, payload)
