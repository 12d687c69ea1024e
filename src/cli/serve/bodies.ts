import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { IncomingMessage, type ServerResponse } from 'node:http'
import { hasSecret } from '#lib/bearer.ts'
import { secret } from '#lib/secrets.ts'
import { shapeProblem } from '#lib/sent-json.ts'

/** Largest body of the staff and of mail servers, in bytes. No form of the desk comes close. */
const MAX_BODY = 2_000_000

/** The same for everybody else, who sends nothing longer than a form. */
const MAX_FORM = 20_000

/** Milliseconds for which the connection of a refused body stays open: closed at once, it takes the answer with it. */
const LINGER = 1_000

/** A session token or the secret of mail servers may stand in this header; a browser sends the token as a cookie. */
const IN_HEADER = /^(?:JWT|Bearer) (\S+)$/
const IN_COOKIE = /(?:^|; *)(?:__Host-)?recourse-token=([^;]+)/

/**
 * Whether a request has a session token that was signed here. The session may have ended: Payload decides about that.
 * The database is not asked, because this decides how much is read at all.
 */
function hasToken({ headers }: IncomingMessage, dataDir: string): boolean {
  const token = IN_HEADER.exec(headers.authorization ?? '')?.[1] ?? IN_COOKIE.exec(headers.cookie ?? '')?.[1]
  const [head = '', body = '', signature = ''] = (token ?? '').split('.')
  // Payload's own key: the first half of the digest of its secret.
  const key = createHash('sha256').update(secret(dataDir, 'payload')).digest('hex').slice(0, 32)
  const right = createHmac('sha256', key).update(`${head}.${body}`).digest()
  const given = Buffer.from(signature, 'base64url')
  return given.length === right.length && timingSafeEqual(given, right)
}

const isOfDesk = ({ url = '' }: IncomingMessage): boolean => /^\/(?:admin|api)(?:[/?]|$)/.test(url)

/** The number of bytes that are read of a request of this length. */
function limitOf(request: IncomingMessage, length: number, dataDir: string): number {
  if (length <= MAX_FORM || !isOfDesk(request)) return MAX_FORM
  const known = hasToken(request, dataDir) || hasSecret(request.headers.authorization, dataDir, 'bounce')
  return known ? MAX_BODY : MAX_FORM
}

/** Answers without reading any more of the request, and closes its connection. */
function refuseBody(response: ServerResponse, status: number, message: string): void {
  const text = JSON.stringify({ errors: [{ message }] })
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    Connection: 'close',
  })
  response.write(text)
  // All of the answer is on its way. Its end closes the connection.
  const timer = setTimeout(() => response.end(), LINGER)
  response.once('close', () => clearTimeout(timer))
}

/** Refuses a body that is too long or of undeclared length before any of it is read; returns true if refused. */
export function refusesBody(request: IncomingMessage, response: ServerResponse, dataDir: string): boolean {
  const declared = request.headers['content-length']
  if (declared === undefined && request.headers['transfer-encoding'] !== undefined) {
    refuseBody(response, 411, 'A request with a body must say how long it is.')
    return true
  }
  const length = Number(declared ?? 0)
  const most = limitOf(request, length, dataDir)
  if (length <= most) return false
  const signedOut = most === MAX_FORM && length <= MAX_BODY && isOfDesk(request)
  const advice = signedOut
    ? 'More is read only of somebody who is signed in: sign in, then send it again.'
    : 'Shorten the longest field.'
  refuseBody(response, 413, `This is ${length} bytes; at most ${most} are read. ${advice}`)
  return true
}

/** All of a body; null if the connection was closed before. */
function wholeBody(request: IncomingMessage, length: number): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let seen = 0
    const take = (chunk: Buffer): void => {
      chunks.push(chunk)
      seen += chunk.length
      if (seen >= length) resolve(Buffer.concat(chunks))
    }
    request.on('data', take).once('close', () => resolve(null))
  })
}

/**
 * Receives a whole body before anything is done about it: until its last byte has come, a slow sender takes up nothing
 * but its bytes.
 * @returns the request with its body as if it had not been read, which Next insists on, and the body; null if the
 *   connection was closed before.
 */
export async function receive(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<{ received: IncomingMessage; body: Buffer } | null> {
  const length = Number(request.headers['content-length'] ?? 0)
  if (length === 0) return { received: request, body: Buffer.alloc(0) }
  if (/^100-continue$/i.test(request.headers.expect ?? '')) response.writeContinue()
  const body = await wholeBody(request, length)
  if (body === null) return null
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request
  const received = Object.assign(new IncomingMessage(request.socket), {
    ...{ method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor },
    complete: true,
  })
  received.push(body)
  received.push(null)
  return { received, body }
}

/** Whether the text of a body may be JSON that is parsed before any of our code sees it. */
const mayBeJson = ({ headers, url = '' }: IncomingMessage): boolean =>
  /^(?:application\/json|text\/plain)\b/i.test(headers['content-type'] ?? '') ||
  // Forms of the admin; files come to the API only, and have brackets of any kind.
  url.startsWith('/admin')

/**
 * What is wrong with the shape of a body, in words; null if nothing is. It is looked at before it is parsed, which is
 * what takes long.
 */
export const bodyProblem = (request: IncomingMessage, body: Buffer): string | null =>
  mayBeJson(request) ? shapeProblem(body.toString('latin1')) : null
