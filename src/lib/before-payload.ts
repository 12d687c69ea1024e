import { parseSent } from './sent-json.ts'

/** Headers that turn a request with a body into a GET, for queries too long for a URL. */
const OVERRIDES = ['X-Payload-HTTP-Method-Override', 'X-HTTP-Method-Override']

const refuse = (status: number, message: string): Response =>
  Response.json({ errors: [{ message }] }, { status })

/** Properties every object has: Payload mistakes them for our collections. */
const namesNoCollection = ({ url }: Request): boolean =>
  (new URL(url).pathname.split('/')[2] ?? '') in Object.prototype

/** Whether a request stands in for a GET and its body can't be read. */
async function isUnreadableGet(request: Request): Promise<boolean> {
  if (request.method !== 'POST' || !OVERRIDES.some((name) => request.headers.get(name) === 'GET'))
    return false
  if (request.headers.get('content-type') !== 'application/json') return false
  try {
    const asked: unknown = parseSent(await request.clone().text())
    return typeof asked !== 'object' || asked === null || Array.isArray(asked)
  } catch {
    return true
  }
}

/**
 * Refuses requests on which Payload fails before it can respond.
 * @returns null if there is nothing to refuse.
 */
export async function refusedBeforePayload(request: Request): Promise<Response | null> {
  if (namesNoCollection(request)) return refuse(404, 'There is nothing here.')
  return (await isUnreadableGet(request)) ? refuse(400, 'Send what is asked by as a JSON object.') : null
}
