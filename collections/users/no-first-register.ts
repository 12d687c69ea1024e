import type { Endpoint } from 'payload'

/** Payload lets the first visitor make the first account; twenty at once make twenty. Accounts are made by command. */
export const noFirstRegister: Omit<Endpoint, 'root'> = {
  path: '/first-register',
  method: 'post',
  handler: () => Response.json({ errors: [{ message: 'Not Found' }] }, { status: 404 }),
}
