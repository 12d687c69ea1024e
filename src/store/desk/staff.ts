import type { Role } from '#domain/desk/actors.ts'
import { idOf } from '#domain/values.ts'
import type { StoreRequest } from '../rows.ts'

export interface StaffMember {
  id: string
  name: string
  email: string
  roles: Role[]
}

/** True once somebody of the staff can sign in. */
export async function hasStaff(req: StoreRequest): Promise<boolean> {
  const { docs } = await req.payload.db.find({ collection: 'users', limit: 1, pagination: false, req: req })
  return docs.length > 0
}

/** Everybody of the staff, by address. */
export async function readStaff(req: StoreRequest): Promise<StaffMember[]> {
  const { docs } = await req.payload.db.find({
    collection: 'users',
    limit: 0,
    pagination: false,
    sort: 'email',
    req: req,
  })
  return (docs as unknown as StaffMember[]).map(({ id, name, email, roles }) => ({
    id: String(id),
    name,
    email,
    roles,
  }))
}

export async function findStaff(req: StoreRequest, email: string): Promise<StaffMember | null> {
  const wanted = email.trim().toLowerCase()
  return (await readStaff(req)).find((each) => each.email === wanted) ?? null
}

/** Gives an account these roles, and no other. */
export const writeRoles = async (req: StoreRequest, id: string, roles: readonly Role[]): Promise<void> =>
  void (await req.payload.db.updateOne({
    collection: 'users',
    id,
    data: { roles: [...roles] },
    req: req,
    returning: false,
  }))

/** Who is responsible for a place, in the order in which they are to be told. */
export async function readResponsible(req: StoreRequest, place: string): Promise<StaffMember[]> {
  const { docs } = await req.payload.db.find({
    collection: 'jurisdictions',
    where: { slug: { equals: place } },
    limit: 1,
    pagination: false,
    req: req,
  })
  const [found] = docs as unknown as { responsible?: unknown[] | null }[]
  const staff = new Map((await readStaff(req)).map((each) => [each.id, each]))
  return (found?.responsible ?? []).flatMap((relation) => staff.get(idOf(relation) ?? '') ?? [])
}
