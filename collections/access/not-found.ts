import type { Endpoint } from 'payload'

/** Takes a route of Payload's away: ours come first, and this one is not there for anybody. */
export const notFound = (method: Endpoint['method'], path: string): Omit<Endpoint, 'root'> => ({
  path,
  method,
  custom: { ours: true },
  handler: () => Response.json({ errors: [{ message: 'Not Found' }] }, { status: 404 }),
})
