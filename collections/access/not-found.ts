import type { Endpoint } from 'payload'

/** Removes a Payload route: our routes come first, and this one answers 404 to everyone. */
export const notFound = (method: Endpoint['method'], path: string): Omit<Endpoint, 'root'> => ({
  path,
  method,
  custom: { ours: true },
  handler: () => Response.json({ errors: [{ message: 'Not Found' }] }, { status: 404 }),
})
