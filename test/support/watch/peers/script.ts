import type { Socket } from 'node:net'
import { brotliCompressSync, deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib'

export interface Question {
  method: string
  path: string
  /** Cookies of the request. */
  cookie: string | null
  /** Number of earlier requests to this peer. */
  times: number
}

/** How a peer answers a request. */
export type Script = (question: Question, socket: Socket) => void

const REASONS: Readonly<Record<number, string>> = { 200: 'OK', 301: 'Moved Permanently', 404: 'Not Found' }

export function send(
  { method }: Question,
  socket: Socket,
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body: string | Buffer = '',
): void {
  const bytes = Buffer.from(body)
  const all = {
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(bytes.length),
    ...headers,
  }
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`HTTP/1.1 ${status} ${REASONS[status] ?? 'Said'}\r\n${head.join('')}\r\n`)
  if (method !== 'HEAD' && bytes.length > 0) socket.write(bytes)
}

export const page = (title: string, words: string): string =>
  `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${words}</p></body></html>`

export const LAW = page(
  'Stalking',
  'A person commits an offence who engages in a course of conduct, section 39 says.',
)
const NOT_HERE = page(
  'Page not found',
  'The page you asked for cannot be found on this site. Try the search.',
)
const FRONT = page('Welcome', 'Justice for everybody: news, services, contact.')

export const isCanary = ({ path }: Question): boolean => path.startsWith('/recourse-asks-')

/** Refuses the impossible address, and otherwise follows the script. */
const honest =
  (script: Script): Script =>
  (question, socket) =>
    isCanary(question) ? send(question, socket, 404, {}, NOT_HERE) : script(question, socket)

export const answers = (
  status: number,
  headers: Record<string, string> = {},
  body: string | Buffer = LAW,
): Script => honest((question, socket) => send(question, socket, status, headers, body))

/** Redirects `/page`; any other path exists. */
export const redirects = (status: number, to: string | ((question: Question) => string)): Script =>
  honest((question, socket) => {
    if (!question.path.startsWith('/page')) return send(question, socket, 200, {}, LAW)
    send(question, socket, status, { location: typeof to === 'string' ? to : to(question) })
  })

/** A given number of redirects before the page. */
export const chain = (length: number, status = 302): Script =>
  honest((question, socket) => {
    const at = Number(/^\/page(\d*)$/.exec(question.path)?.[1] || 0)
    if (at >= length) return send(question, socket, 200, {}, LAW)
    send(question, socket, status, { location: `/page${at + 1}` })
  })

/** Runs the script for HEAD, and answers GET normally. */
export const headless = (script: Script): Script =>
  honest((question, socket) =>
    question.method === 'HEAD' ? script(question, socket) : send(question, socket, 200, {}, LAW),
  )

/** Runs the script the first `times` times, and answers normally after that. */
export const atFirst = (times: number, script: Script): Script =>
  honest((question, socket) =>
    question.times < times ? script(question, socket) : send(question, socket, 200, {}, LAW),
  )

export const drops: Script = (_question, socket) => void socket.destroy()
export const hangs: Script = () => undefined

export const writes =
  (text: string): Script =>
  (_question, socket) => {
    socket.end(text, 'latin1')
  }

/** Sends one byte at a time, without end. */
export const drips =
  (head: string, each: string, milliseconds = 40): Script =>
  (_question, socket) => {
    socket.write(head)
    const timer = setInterval(() => socket.write(each), milliseconds)
    socket.on('close', () => clearInterval(timer))
  }

/** Sends as fast as the client reads, up to `bytes`. */
export function floods(socket: Socket, bytes: number, part = Buffer.alloc(65_536, 'a')): void {
  let sent = 0
  const more = (): void => {
    while (sent < bytes && !socket.destroyed) {
      sent += part.length
      if (!socket.write(part)) return void socket.once('drain', more)
    }
    socket.end()
  }
  more()
}

/** Answers HEAD with 200 for any path, so that each page must be read with GET. */
export const shows = (body: (question: Question, socket: Socket) => void): Script =>
  function (question, socket) {
    if (question.method === 'HEAD') return send(question, socket, 200)
    if (isCanary(question)) return send(question, socket, 200, {}, NOT_HERE)
    body(question, socket)
  }

/** Shows the not-found page, with 200, for everything. */
export const softNotFound: Script = (question, socket) =>
  send(question, socket, 200, {}, NOT_HERE.replace('The page', `The page ${question.path}`))

/** A shell that a script fills in a browser. */
export const shell: Script = (question, socket) =>
  send(
    question,
    socket,
    200,
    {},
    '<!doctype html><title>Justice</title><div id="root"></div><script src="/app.js"></script>',
  )

/** Redirects unknown paths to the front page. */
export const toFront: Script = (question, socket) =>
  question.path === '/'
    ? send(question, socket, 200, {}, FRONT)
    : send(question, socket, 302, { location: '/' })

/** Redirects unknown paths to a not-found page with status 200. */
export const toSorry: Script = (question, socket) =>
  question.path.startsWith('/sorry')
    ? send(question, socket, 200, {}, NOT_HERE)
    : send(question, socket, 302, { location: `/sorry?from=${question.path}` })

/** A gzip bomb of 200 MB, compressed about a thousandfold. */
export const BOMB = gzipSync(Buffer.alloc(200_000_000), { level: 9 })

export const packings: Readonly<Record<string, Buffer>> = {
  gzip: gzipSync(LAW),
  deflate: deflateRawSync(LAW),
  br: brotliCompressSync(LAW),
  zstd: zstdCompressSync(LAW),
}

export const packed = (coding: string, body: Buffer): Script =>
  shows((question, socket) => send(question, socket, 200, { 'content-encoding': coding }, body))
