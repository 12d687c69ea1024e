import { gzipSync } from 'node:zlib'
import type { LinkReason } from '#domain/watch/link-checks.ts'
import {
  answers,
  atFirst,
  BOMB,
  chain,
  drips,
  drops,
  floods,
  hangs,
  headless,
  LAW,
  packed,
  packings,
  redirects,
  send,
  shell,
  shows,
  softNotFound,
  toFront,
  toSorry,
  writes,
  type Script,
} from './script.ts'

export type Certificate = 'good' | 'ended' | 'not-yet' | 'self-signed' | 'another-name' | 'ends-soon'

export interface Peer {
  name: string
  /** What the peer does with a request; null where nothing listens. */
  does: Script | null
  /** The request path: `{here}` is the peer, `{inside}` the port of the internal server that must not be reached. */
  asks?: string
  certificate?: Certificate
  /** Only the site is known, not the page. */
  site?: true
  expected: LinkReason
}

const to = (location: string): Script => redirects(302, location)

/** Peers of all kinds, and the verdict on each. */
export const PEERS: readonly Peer[] = [
  // Statuses
  { name: '200', does: answers(200), expected: 'answers' },
  { name: '202', does: answers(202), expected: 'answers' },
  { name: '204', does: answers(204, { 'content-length': '0' }, ''), expected: 'empty-answer' },
  { name: '205', does: answers(205, {}, ''), expected: 'empty-answer' },
  { name: '206', does: answers(206), expected: 'answers' },
  { name: '300', does: answers(300), expected: 'odd-answer' },
  { name: '301', does: redirects(301, '/new'), expected: 'moved-for-good' },
  { name: '302', does: redirects(302, '/new'), expected: 'elsewhere-for-now' },
  { name: '303', does: redirects(303, '/new'), expected: 'elsewhere-for-now' },
  { name: '304 that was not asked for', does: answers(304, {}, ''), expected: 'answers' },
  { name: '305', does: answers(305), expected: 'odd-answer' },
  { name: '307', does: redirects(307, '/new'), expected: 'elsewhere-for-now' },
  { name: '308', does: redirects(308, '/new'), expected: 'moved-for-good' },
  { name: '301 without an address', does: answers(301), expected: 'odd-answer' },
  { name: '400', does: answers(400), expected: 'not-understood' },
  { name: '401', does: answers(401), expected: 'asks-to-sign-in' },
  { name: '402', does: answers(402), expected: 'asks-to-pay' },
  { name: '403', does: answers(403), expected: 'forbidden' },
  { name: '404', does: answers(404), expected: 'not-found' },
  { name: '405', does: answers(405), expected: 'not-understood' },
  { name: '406', does: answers(406), expected: 'not-understood' },
  { name: '407', does: answers(407), expected: 'asks-to-sign-in' },
  { name: '408', does: answers(408), expected: 'busy' },
  { name: '410', does: answers(410), expected: 'gone' },
  { name: '414', does: answers(414), expected: 'not-understood' },
  { name: '418', does: answers(418), expected: 'not-understood' },
  { name: '425', does: answers(425), expected: 'busy' },
  { name: '429', does: answers(429), expected: 'busy' },
  { name: '429 that asks for an hour', does: answers(429, { 'retry-after': '3600' }), expected: 'busy' },
  {
    name: '429 that asks for ten years, by date',
    does: answers(429, { 'retry-after': 'Fri, 31 Dec 2038 23:59:59 GMT' }),
    expected: 'busy',
  },
  {
    name: '429 at first, for a moment',
    does: atFirst(2, (question, socket) => send(question, socket, 429, { 'retry-after': '0' })),
    expected: 'answers',
  },
  { name: '451', does: answers(451), expected: 'withheld-by-law' },
  { name: '500', does: answers(500), expected: 'site-trouble' },
  { name: '501', does: answers(501), expected: 'not-understood' },
  { name: '502', does: answers(502), expected: 'site-trouble' },
  { name: '503', does: answers(503), expected: 'busy' },
  {
    name: '503 at first, for a moment',
    does: atFirst(1, (question, socket) => send(question, socket, 503, { 'retry-after': '0' })),
    expected: 'answers',
  },
  { name: '504', does: answers(504), expected: 'site-trouble' },
  { name: '999', does: answers(999), expected: 'bot-wall' },
  {
    name: 'a wall before the site',
    does: answers(403, { 'cf-mitigated': 'challenge' }),
    expected: 'bot-wall',
  },
  {
    name: 'a riddle for browsers',
    does: answers(202, { 'x-amzn-waf-action': 'challenge' }),
    expected: 'bot-wall',
  },

  // HEAD
  {
    name: '405 on HEAD',
    does: headless((question, socket) => send(question, socket, 405)),
    expected: 'answers',
  },
  {
    name: '404 on HEAD',
    does: headless((question, socket) => send(question, socket, 404)),
    expected: 'answers',
  },
  {
    name: '403 on HEAD',
    does: headless((question, socket) => send(question, socket, 403)),
    expected: 'answers',
  },
  {
    name: '500 on HEAD',
    does: headless((question, socket) => send(question, socket, 500)),
    expected: 'answers',
  },
  {
    name: '501 on HEAD',
    does: headless((question, socket) => send(question, socket, 501)),
    expected: 'answers',
  },
  { name: '200 on HEAD, 404 on GET', does: flatters(404), expected: 'not-found' },
  { name: '200 on HEAD, 410 on GET', does: flatters(410), expected: 'gone' },
  { name: 'a connection lost on HEAD', does: headless(drops), expected: 'answers' },
  { name: 'no answer to HEAD', does: headless(hangs), expected: 'answers' },
  { name: 'a connection lost once', does: atFirst(1, drops), expected: 'answers' },

  // Pages that don't exist
  { name: 'a soft 404', does: softNotFound, expected: 'not-found-in-words' },
  { name: 'a front page for what is not there', does: toFront, expected: 'where-all-lead' },
  { name: 'a page of regrets for what is not there', does: toSorry, expected: 'where-all-lead' },
  { name: 'the front page for one address', does: to('/'), expected: 'front-page' },
  { name: 'a shell for all', does: shell, expected: 'same-page-for-all' },
  {
    name: 'a page beside a soft 404',
    does: shows((question, socket) => send(question, socket, 200, {}, LAW)),
    expected: 'answers',
  },
  { name: 'a page to sign in', does: to('/login?back=/page'), expected: 'asks-to-sign-in' },
  { name: 'a site without this page', site: true, does: answers(404), expected: 'site-answers' },
  { name: 'a site that refuses us', site: true, does: answers(403), expected: 'site-answers' },
  { name: 'a site in trouble', site: true, does: answers(500), expected: 'site-trouble' },
  { name: 'a site with a soft 404', site: true, does: softNotFound, expected: 'site-answers' },

  // Redirects
  { name: 'three redirects', does: chain(3), expected: 'elsewhere-for-now' },
  { name: 'four redirects', does: chain(4), expected: 'many-hops' },
  { name: 'six redirects', does: chain(6), expected: 'too-many-redirects' },
  { name: 'a redirect to itself', does: redirects(302, '/page'), expected: 'goes-in-circles' },
  {
    name: 'a circle of two',
    does: redirects(302, ({ path }) => (path === '/page' ? '/page2' : '/page')),
    expected: 'goes-in-circles',
  },
  { name: 'a redirect to itself with a cookie', does: asksForCookie, expected: 'elsewhere-for-now' },
  {
    name: 'a redirect to itself with a cookie that changes nothing',
    does: answers(302, { location: '/page', 'set-cookie': 'seen=1; path=/' }),
    expected: 'goes-in-circles',
  },
  { name: 'a redirect in UTF-8', does: redirects(301, '/pagé'), expected: 'moved-for-good' },
  {
    name: 'redirects without end',
    does: redirects(302, ({ times }) => `/page${times}`),
    expected: 'too-many-redirects',
  },
  {
    name: 'a redirect with a body without end',
    does: redirectWithFlood,
    expected: 'elsewhere-for-now',
  },
  { name: 'a redirect to nonsense', does: to('http://[:::]/'), expected: 'not-readable' },

  // Time and size
  { name: 'no answer', does: hangs, expected: 'no-answer-in-time' },
  {
    name: 'headers byte by byte',
    does: drips('HTTP/1.1 200 OK\r\n', 'x'),
    expected: 'no-answer-in-time',
  },
  {
    name: 'headers without end',
    does: drips('HTTP/1.1 200 OK\r\n', `x: ${'y'.repeat(10_000)}\r\n`, 1),
    expected: 'not-readable',
  },
  {
    name: 'a body byte by byte',
    does: shows(drips('HTTP/1.1 200 OK\r\ncontent-length: 10000000\r\n\r\n', 'x')),
    expected: 'no-answer-in-time',
  },
  {
    name: 'a body that stops',
    does: shows(
      (_question, socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'),
    ),
    expected: 'no-answer-in-time',
  },
  {
    name: 'a body of 10 GB',
    does: shows((_question, socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n')
      floods(socket, 10_000_000_000)
    }),
    expected: 'answers',
  },
  {
    name: 'a body of 10 GB without HEAD',
    does: (question, socket) => {
      if (question.method === 'HEAD') return send(question, socket, 405)
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      floods(socket, 10_000_000_000)
    },
    expected: 'same-page-for-all',
  },
  { name: 'gzip, 1000 to 1', does: packed('gzip', BOMB), expected: 'answers' },
  { name: 'gzip', does: packed('gzip', packings.gzip ?? Buffer.of()), expected: 'answers' },
  {
    name: 'deflate without its header',
    does: packed('deflate', packings.deflate ?? Buffer.of()),
    expected: 'answers',
  },
  { name: 'brotli', does: packed('br', packings.br ?? Buffer.of()), expected: 'answers' },
  { name: 'zstd', does: packed('zstd', packings.zstd ?? Buffer.of()), expected: 'answers' },
  { name: 'gzip that is none', does: packed('gzip', Buffer.from(LAW)), expected: 'not-readable' },
  { name: 'a packing that nobody knows', does: packed('paper', Buffer.from(LAW)), expected: 'answers' },
  { name: 'a charset for a packing', does: packed('utf-8', Buffer.from(LAW)), expected: 'answers' },
  { name: 'gzip twice', does: packed('gzip, gzip', gzipSync(gzipSync(LAW))), expected: 'answers' },
  { name: 'gzip twice, 1000 to 1', does: packed('gzip, gzip', gzipSync(BOMB)), expected: 'answers' },

  // Connections
  { name: 'a connection lost each time', does: drops, expected: 'broke-off' },
  { name: 'no HTTP', does: writes('220 mail.example.org ESMTP\r\n'), expected: 'not-readable' },
  { name: 'rubbish', does: writes('\u0000\u0001\u0002\u0003\r\n\r\n'), expected: 'not-readable' },
  {
    name: 'a body that is shorter than it says',
    does: shows((_question, socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf')),
    expected: 'broke-off',
  },
  { name: 'nobody', does: null, expected: 'no-connection' },
  { name: 'a name that nobody has', does: null, asks: 'http://nobody.test/page', expected: 'no-such-site' },
  {
    name: 'a name that cannot be looked up',
    does: null,
    asks: 'http://unknown.test/page',
    expected: 'name-trouble',
  },

  // Certificates
  { name: 'a good certificate', certificate: 'good', does: answers(200), expected: 'answers' },
  {
    name: 'a certificate that ends in ten days',
    certificate: 'ends-soon',
    does: answers(200),
    expected: 'certificate-ends',
  },
  {
    name: 'a certificate that has ended',
    certificate: 'ended',
    does: answers(200),
    expected: 'certificate-ended',
  },
  {
    name: 'a certificate of next year',
    certificate: 'not-yet',
    does: answers(200),
    expected: 'certificate-not-yet',
  },
  {
    name: 'a certificate signed by itself',
    certificate: 'self-signed',
    does: answers(200),
    expected: 'certificate-unknown',
  },
  {
    name: 'a certificate of another',
    certificate: 'another-name',
    does: answers(200),
    expected: 'certificate-of-another',
  },
  {
    name: 'no encryption where it should be',
    asks: 'https://{host}/page',
    does: answers(200),
    expected: 'no-encryption',
  },

  // Internal addresses
  ...[
    'http://127.0.0.1:{inside}/',
    'http://localhost:{inside}/',
    'http://[::1]:{inside}/',
    'http://[::ffff:127.0.0.1]:{inside}/',
    'http://[::ffff:7f00:1]:{inside}/',
    'http://2130706433:{inside}/',
    'http://0x7f000001:{inside}/',
    'http://0177.0.0.1:{inside}/',
    'http://127.1:{inside}/',
    'http://0.0.0.0:{inside}/',
    'http://[::]:{inside}/',
    'http://[64:ff9b::7f00:1]:{inside}/',
    'http://[2002:7f00:1::]:{inside}/',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://[fd00:ec2::254]/',
    'http://private.test:{inside}/',
    'http://mixed.test:{inside}/',
    '//127.0.0.1:{inside}/',
  ].map((inside): Peer => ({ name: `a redirect to ${inside}`, does: to(inside), expected: 'leads-inside' })),
  {
    name: 'a private address itself',
    does: null,
    asks: 'http://127.0.0.1:{inside}/page',
    expected: 'leads-inside',
  },
  { name: 'a private name', does: null, asks: 'http://private.test:{inside}/page', expected: 'leads-inside' },
  // The first connection gets the peer's address, later ones another address on the same port.
  {
    name: 'a name that means another address the second time',
    asks: 'http://rebinding.test:{port}/page',
    does: to('/new'),
    expected: 'leads-inside',
  },
  ...[
    'file:///etc/passwd',
    'ftp://127.0.0.1:{inside}/',
    'gopher://127.0.0.1:{inside}/',
    'data:text/html,x',
    'javascript:alert(1)',
  ].map((off): Peer => ({ name: `a redirect to ${off}`, does: to(off), expected: 'leads-off-the-web' })),
]

function asksForCookie(question: Parameters<Script>[0], socket: Parameters<Script>[1]): void {
  if (question.path.startsWith('/recourse-asks-')) return send(question, socket, 404)
  if (question.cookie === 'seen=1') return send(question, socket, 200, {}, LAW)
  send(question, socket, 302, { location: question.path, 'set-cookie': 'seen=1; path=/' })
}

/** Answers HEAD as if every page existed, and GET as if none did. */
function flatters(status: number): Script {
  return (question, socket) => send(question, socket, question.method === 'HEAD' ? 200 : status)
}

function redirectWithFlood(question: Parameters<Script>[0], socket: Parameters<Script>[1]): void {
  if (question.path.startsWith('/recourse-asks-')) return send(question, socket, 404)
  if (question.path !== '/page') return send(question, socket, 200, {}, LAW)
  socket.write('HTTP/1.1 302 Found\r\nlocation: /new\r\n\r\n')
  if (question.method !== 'HEAD') floods(socket, 10_000_000_000)
  else socket.end()
}
