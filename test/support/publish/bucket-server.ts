import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import S3rver from '@20minutes/s3rver'
import { targetsOf, type BucketTarget } from '#domain/publish/targets.ts'

/** The one account that s3rver has; it checks every signature. */
export const ACCOUNT = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' }
export const BUCKET = 'guides'

/** A request that came in: `PUT /guides/…`, with `COPY` for one that has a source. */
interface Asked {
  method: string
  path: string
  headers: IncomingMessage['headers']
}

/** A server on loopback that speaks the protocol of S3. */
export interface BucketServer {
  target: BucketTarget
  address: string
  asked: Asked[]
  /** Waits before each request. */
  before: (asked: Asked) => Promise<void>
  /** Whether conditions for writing are refused, as by servers that do not know them. */
  unconditional: boolean
  close(): Promise<void>
}

/** Whether a condition for writing does not hold. @param etag of the object there; undefined for none. */
const isRefused = (headers: IncomingMessage['headers'], etag: string | undefined): boolean => {
  const match = headers['if-match']
  return (match !== undefined && etag !== match) || (headers['if-none-match'] === '*' && etag !== undefined)
}

const failure = (code: string): string => `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`

/** s3rver, not yet started. */
function s3rver(directory: string): S3rver {
  const configureBuckets = [{ name: BUCKET }]
  const s3 = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    vhostBuckets: false,
    configureBuckets,
  })
  // It forgets the last slash of “/guides/” when it checks a signature, except in a bucket that is a host.
  s3.middleware.unshift((ctx, next) => {
    if (ctx.path === `/${BUCKET}/`) {
      ctx.mountPath = '/'
      Object.defineProperty(ctx.state, 'vhost', { get: () => true, set: () => undefined })
    }
    return next()
  })
  return s3
}

/**
 * Starts s3rver, which stores objects in a folder, behind a server that counts what is asked, keeps conditions for
 * writing, and stores what is sent in one step: s3rver checks signatures alone, and writes into the file that it reads.
 */
export async function startBucketServer(directory: string): Promise<BucketServer> {
  const s3 = s3rver(directory)
  const { port } = await s3.run()
  // Of the objects written last: s3rver tells them only to whom it knows.
  const etags = new Map<string, string>()
  const state: Pick<BucketServer, 'asked' | 'before' | 'unconditional'> = {
    asked: [],
    before: () => Promise.resolve(),
    unconditional: false,
  }
  const turns = new Map<string, Promise<void>>()
  const front: Server = createServer((incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming
    const path = decodeURIComponent(url.split('?')[0] ?? '')
    const asked = { method: headers['x-amz-copy-source'] ? 'COPY' : method, path, headers }
    state.asked.push(asked)
    // Whole or not at all, as a bucket stores what is sent, whoever is killed meanwhile.
    const handOn = async (): Promise<void> => {
      const body = await buffer(incoming).catch(() => null)
      if (body === null) return
      const inner = request({ host: '127.0.0.1', port, method, path: url, headers })
      inner.end(body)
      const [answer] = (await once(inner, 'response')) as [IncomingMessage]
      if (method === 'PUT' && answer.statusCode === 200) etags.set(path, answer.headers.etag ?? '')
      if (method === 'DELETE') etags.delete(path)
      const bytes = await buffer(answer)
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(bytes)
    }
    const answer = async (): Promise<void> => {
      await state.before(asked)
      const isConditional = headers['if-match'] !== undefined || headers['if-none-match'] !== undefined
      const isHandedOn = (): boolean =>
        !isConditional || (!state.unconditional && !isRefused(headers, etags.get(path)))
      // One request at a time for each object: a check and its write are one step, and nobody reads half of one.
      const turn = (turns.get(path) ?? Promise.resolve()).then(async () => {
        if (isHandedOn()) return handOn()
        incoming.resume()
        outgoing.writeHead(state.unconditional ? 501 : 412, { 'Content-Type': 'application/xml' })
        outgoing.end(failure(state.unconditional ? 'NotImplemented' : 'PreconditionFailed'))
      })
      const settled = turn.catch(() => void outgoing.destroy())
      turns.set(path, settled)
      return settled
    }
    void answer()
  })
  front.listen(0, '127.0.0.1')
  await once(front, 'listening')
  const endpoint = `http://127.0.0.1:${(front.address() as AddressInfo).port}`
  const address = `s3://${BUCKET}/site?endpoint=${endpoint}`
  return Object.assign(state, {
    target: targetsOf(address)[0] as BucketTarget,
    address,
    close: async () => {
      front.closeAllConnections()
      await new Promise((resolve) => front.close(resolve))
      await s3.close()
    },
  })
}
