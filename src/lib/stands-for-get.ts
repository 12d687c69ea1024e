/** By these a request with a body asks for something to read, where its address would be too long. */
const OVERRIDES = ['X-Payload-HTTP-Method-Override', 'X-HTTP-Method-Override']

/**
 * Refuses a request that stands for a GET and whose body cannot be read: Payload reads it before it can answer for
 * anything.
 * @returns null where there is nothing to refuse.
 */
export async function unreadableGet(request: Request): Promise<Response | null> {
  if (request.method !== 'POST' || !OVERRIDES.some((name) => request.headers.get(name) === 'GET')) return null
  if (request.headers.get('content-type') !== 'application/json') return null
  try {
    const asked: unknown = JSON.parse(await request.clone().text())
    if (typeof asked === 'object' && asked !== null && !Array.isArray(asked)) return null
  } catch {
    // answered below
  }
  return Response.json({ errors: [{ message: 'Send what is asked by as a JSON object.' }] }, { status: 400 })
}
