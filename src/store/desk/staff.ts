import { isAmong, isDay, isRecord } from '#domain/checks.ts'
import { ROLE_NAMES, type Actor, type Role } from '#domain/desk/actors.ts'
import type { Away } from '#domain/desk/away.ts'
import { responsibleFor, type Post } from '#domain/desk/responsible.ts'
import { isSameId } from '#domain/portable-ids.ts'
import { idOf } from '#domain/values.ts'
import type { Row } from '../row.ts'
import { findRows, type StoreRequest } from '../rows.ts'

export interface StaffMember {
  id: string
  name: string
  email: string
  roles: Role[]
  away: Away
}

/** When a person is away, as their account says; a day that is none counts as not given. */
function awayOf(row: Row): Away {
  const said = row.raw('away')
  const { from, until, deputy } = isRecord(said) ? said : {}
  return {
    from: isDay(from) ? from : null,
    until: isDay(until) ? until : null,
    deputy: typeof deputy === 'string' && deputy !== '' ? `user:${deputy}` : null,
  }
}

/** Whether any staff account exists. */
export async function hasStaff(req: StoreRequest): Promise<boolean> {
  const { docs } = await req.payload.db.find({ collection: 'users', limit: 1, pagination: false, req: req })
  return docs.length > 0
}

const isRole = isAmong(ROLE_NAMES)

export const toStaff = (row: Row): StaffMember => ({
  id: row.id,
  name: row.text('name'),
  email: row.text('email'),
  roles: row.list('roles').filter(isRole),
  away: awayOf(row),
})

/** All staff, by email address. */
export const readStaff = (req: StoreRequest): Promise<StaffMember[]> =>
  findRows(req, 'users', toStaff, {}, 'email')

/** All staff, by the ids by which they act. */
export const readActors = async (req: StoreRequest): Promise<(StaffMember & Actor)[]> =>
  (await readStaff(req)).map((each) => ({ ...each, id: `user:${each.id}` }))

/** Those who look after the installation. */
export const readAdministrators = async (req: StoreRequest): Promise<StaffMember[]> =>
  (await readStaff(req)).filter(({ roles }) => roles.includes('administrator'))

/** By what an account is known: its address, its id, or the id by which it acts and gets mail, `user:<id>`. */
type StaffKey = { email: string } | { id: string } | { actor: string }

function fits({ id, email }: StaffMember, key: StaffKey): boolean {
  if ('email' in key) return email === key.email.trim().toLowerCase()
  return 'id' in key ? isSameId(id, key.id) : isSameId(`user:${id}`, key.actor)
}

/** One account; null if there is none. It takes as long for an address that nobody has as for one that somebody has. */
export const findStaffMember = async (req: StoreRequest, key: StaffKey): Promise<StaffMember | null> =>
  (await readStaff(req)).find((each) => fits(each, key)) ?? null

/** Whether there is such an account, and it has a role. */
export const isStillStaff = async (req: StoreRequest, id: string): Promise<boolean> =>
  ((await findStaffMember(req, { id }))?.roles.length ?? 0) > 0

/** Sets the exact roles of an account. */
export const writeRoles = async (req: StoreRequest, id: string, roles: readonly Role[]): Promise<void> =>
  void (await req.payload.db.updateOne({
    collection: 'users',
    id,
    data: { roles: [...roles] },
    req: req,
    returning: false,
  }))

/** Places as saved, with who is responsible for each. */
export async function readPosts(req: StoreRequest): Promise<Post[]> {
  const saved = await findRows(
    req,
    'jurisdictions',
    (row) => ({
      id: row.id,
      key: row.text('key'),
      slug: row.text('slug'),
      parent: idOf(row.raw('parent')),
      responsible: row.list('responsible').flatMap((relation) => idOf(relation) ?? []),
    }),
    {},
  )
  const keys = new Map(saved.map(({ id, key }) => [id, key]))
  return saved.map(({ id: _id, parent, ...post }) => ({ ...post, parent: keys.get(parent ?? '') ?? null }))
}

/** Looks up the people responsible for places, in the order in which they are notified, from a single read. */
export async function readResponsible(req: StoreRequest): Promise<(place: string) => StaffMember[]> {
  const [posts, staff] = [await readPosts(req), await readStaff(req)]
  return (place) => responsibleFor(place, posts, staff)
}
