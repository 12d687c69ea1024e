import type { Endpoint } from 'payload'
import { readStaff } from '#store/desk/staff.ts'
import { reading } from '../shared/respond.ts'

/** Names of colleagues with a role, for whoever names somebody who stands in: no addresses, and no roles. */
export const colleagues: Omit<Endpoint, 'root'> = {
  path: '/colleagues',
  method: 'get',
  handler: (req) =>
    reading(req, async () => ({
      colleagues: (await readStaff(req))
        .filter(({ id, roles }) => roles.length > 0 && id !== String(req.user?.id))
        .map(({ id, name }) => ({ id, name })),
    })),
}
