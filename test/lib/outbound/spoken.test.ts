import { readFileSync } from 'node:fs'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { createOutbound } from '#lib/outbound/create.ts'
import type { Outbound } from '#lib/outbound/outbound.ts'
import type { OutboundProblem } from '#lib/outbound/problem.ts'
import { rawAnswer, rawSite, type RawQuestion, type RawSite } from '../../support/watch/raw-site.ts'

const open: { outbound: Outbound; sites: RawSite[] }[] = []
afterEach(async () => {
  for (const { outbound, sites } of open.splice(0)) {
    await outbound.close()
    await Promise.all(sites.map((site) => site.close()))
  }
})

/** A site that answers in bytes, and the way to it and to others of this machine. */
async function spoken(answer: (question: RawQuestion) => string | Buffer | null) {
  const site = await rawSite(answer)
  const outbound = createOutbound({
    publicUrl: 'https://guides.example.org',
    allow: '127.0.0.1',
    resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    pause: 0,
    timeouts: { whole: 5_000 },
  })
  open.push({ outbound, sites: [site] })
  const [, port = ''] = site.host.split(':')
  return { ...site, outbound, here: `http://${site.host}`, port }
}

const reasonOf = (failing: Promise<unknown>): Promise<string> =>
  failing.then(
    () => 'none',
    (error: OutboundProblem) => error.reason,
  )
const bytesOf = (name: string): string => readFileSync(`test/fixtures/http/${name}`, 'latin1')
const utf8 = (text: string): string => Buffer.from(text).toString('latin1')
const cookiesOf = (asked: readonly RawQuestion[]): string[] =>
  asked.map(({ path, headers }) => `${path} ${headers.cookie ?? '–'}`)

describe('where a redirect leads', () => {
  it('is read from bytes as they were captured', async () => {
    const { outbound, here, asked } = await spoken(({ path }) =>
      path === '/act' ? bytesOf('location-in-utf8.http') : rawAnswer(200, [], 'There.'),
    )
    const { url, hops } = await outbound.get(`${here}/act`)
    expect([url, hops.length, asked.at(-1)?.path]).toEqual([`${here}/caf%C3%A9`, 1, '/caf%C3%A9'])
  })

  it.each([
    ['UTF-8 in a query', utf8('/search?q=café'), '/search?q=caf%C3%A9'],
    ['UTF-8 beyond the basic plane', utf8('/𝒜ct'), '/%F0%9D%92%9Cct'],
    ['bytes that are no UTF-8', '/caf\xe9', '/caf%E9'],
    ['both, and what is escaped already', `${utf8('/é')}%20\xe9`, '/%C3%A9%20%E9'],
    ['spaces', '/act 1997/section 2', '/act%201997/section%202'],
    ['spaces around it', '  /new \t', '/new'],
    ['a fragment', utf8('/new#café'), '/new'],
    ['no path', '?page=2', '/act/5?page=2'],
    ['a relative path', '../new', '/new'],
    ['backslashes', '\\new\\page', '/new/page'],
    ['no scheme', '//{host}/new', '/new'],
    ['a scheme without a host', 'http:/new', '/new'],
    ['a whole address', utf8('http://{host}/café'), '/caf%C3%A9'],
    ['quotes and angles', '/"<new>"', '/%22%3Cnew%3E%22'],
  ])('%s', async (_name, location, path) => {
    const site = await spoken((question) =>
      question.path === '/act/5'
        ? rawAnswer(302, [`Location: ${location.replace('{host}', site.host)}`])
        : rawAnswer(200, [], 'There.'),
    )
    const { url, status } = await site.outbound.get(`${site.here}/act/5`)
    expect([url, status, site.asked.at(-1)?.path]).toEqual([`${site.here}${path}`, 200, path])
  })

  it('may be a host beyond ASCII', async () => {
    const site = await spoken(({ path, headers }) =>
      path === '/act'
        ? rawAnswer(301, [`location: ${utf8(`http://café.test:${site.port}/new`)}`])
        : rawAnswer(200, [], headers.host),
    )
    const { url } = await site.outbound.get(`${site.here}/act`)
    expect(url).toBe(`http://xn--caf-dma.test:${site.port}/new`)
  })

  it('is nowhere without an address, and at the first of several', async () => {
    const { outbound, here } = await spoken(({ path }) =>
      path === '/empty'
        ? rawAnswer(302, ['Location: '], 'Nowhere.')
        : path === '/two'
          ? rawAnswer(302, ['Location: ', 'Location: /one', 'Location: /other'])
          : rawAnswer(200, []),
    )
    expect(await outbound.get(`${here}/empty`)).toMatchObject({ status: 302, hops: [] })
    expect((await outbound.get(`${here}/two`)).url).toBe(`${here}/one`)
  })

  it('keeps the bytes of other headers, so that a validator goes back as it came', async () => {
    const { outbound, here, asked } = await spoken(() =>
      rawAnswer(200, [`ETag: "${utf8('“café”')}"`, `X-By: ${utf8('é')}`]),
    )
    const { headers } = await outbound.get(here)
    await outbound.get(here, { etag: headers.etag ?? null })
    expect(asked.at(-1)?.headers['if-none-match']).toBe(`"${utf8('“café”')}"`)
    await outbound.get(here, { etag: '"“no bytes”"', lastModified: 'a\nb' })
    expect(asked.at(-1)?.headers).not.toHaveProperty('if-none-match')
    expect(asked.at(-1)?.headers).not.toHaveProperty('if-modified-since')
  })
})

describe('cookies', () => {
  it('let a redirect to itself end, and end with its chain', async () => {
    const { outbound, here, asked } = await spoken(({ headers }) =>
      headers.cookie === 'seen=1'
        ? rawAnswer(200, [], 'The Act.')
        : bytesOf('redirect-to-itself-with-cookie.http'),
    )
    for (const _time of [1, 2]) {
      const answer = await outbound.get(`${here}/act`)
      expect([answer.status, answer.hops.length]).toEqual([200, 1])
    }
    expect(cookiesOf(asked)).toEqual(['/act –', '/act seen=1', '/act –', '/act seen=1'])
  })

  it('do not keep a circle going', async () => {
    const { outbound, here, asked } = await spoken(() => bytesOf('redirect-to-itself-with-cookie.http'))
    expect(await reasonOf(outbound.get(`${here}/act`))).toBe('loop')
    expect(asked.length).toBe(2)
    const counting = await spoken(({ headers }) =>
      rawAnswer(302, ['location: /act', `set-cookie: n=${Number(headers.cookie?.slice(2) ?? 0) + 1}`]),
    )
    expect(await reasonOf(counting.outbound.get(`${counting.here}/act`))).toBe('too-many-hops')
  })

  it('go to the host that set them, and to no other', async () => {
    const site = await spoken(({ path }) => {
      if (path === '/start')
        return rawAnswer(302, [
          'set-cookie: own=1',
          'set-cookie: wide=1; domain=.law.test; path=/',
          'set-cookie: others=1; domain=other.test; path=/',
          `location: http://other.test:${site.port}/away`,
        ])
      if (path === '/away')
        return rawAnswer(302, ['set-cookie: there=1', `location: http://www.law.test:${site.port}/below`])
      if (path === '/below') return rawAnswer(302, [`location: http://law.test:${site.port}/back`])
      return rawAnswer(200, [])
    })
    await site.outbound.get(`http://law.test:${site.port}/start`)
    expect(cookiesOf(site.asked)).toEqual(['/start –', '/away –', '/below –', '/back own=1; wide=1'])
  })

  it('keep to their path, their time and encryption', async () => {
    const { outbound, here, asked } = await spoken(({ path }) => {
      const to = { '/a/b': '/a/c', '/a/c': '/ab', '/ab': '/a' }[path]
      return path === '/a/b'
        ? rawAnswer(
            302,
            [
              'set-cookie: below=1',
              'set-cookie: exact=1; Path=/a',
              'set-cookie: all=1; path=/',
              'set-cookie: secret=1; Secure; path=/',
              '__Host-x=1',
              'set-cookie: past=1; path=/; expires=Thu, 01-Jan-1970 00:00:00 GMT',
              'set-cookie: none=1; path=/; max-age=0',
              'set-cookie: year=1; path=/; max-age=31536000; expires=Thu, 01 Jan 1970 00:00:00 GMT',
            ]
              .map((line) => (line.startsWith('__') ? `set-cookie: ${line}` : line))
              .concat(`location: ${to}`),
          )
        : path === '/a/c'
          ? rawAnswer(302, ['set-cookie: all=; path=/; max-age=-1', `location: ${to}`])
          : to
            ? rawAnswer(302, [`location: ${to}`])
            : rawAnswer(200, [])
    })
    await outbound.get(`${here}/a/b`)
    expect(cookiesOf(asked)).toEqual([
      '/a/b –',
      '/a/c below=1; exact=1; all=1; year=1',
      '/ab year=1',
      '/a below=1; exact=1; year=1',
    ])
  })
})

describe('how an answer is packed', () => {
  const text = '<p>A person commits an offence if he sends a menacing message.</p>'
  const gzip = gzipSync(text)
  const named = Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 3, 3, 0, 1, 2, 3]),
    Buffer.from('act.html\0by a server\0\0\0', 'latin1'),
    deflateRawSync(text),
  ])

  it('is read from bytes as they were captured', async () => {
    const { outbound, here } = await spoken(() => bytesOf('content-encoding-none.http'))
    expect(Buffer.from((await outbound.get(here)).bytes).toString()).toBe(`${text}\n`)
  })

  it.each<[string, string[], string | Buffer]>([
    ['none', ['none'], text],
    ['a charset', ['utf-8'], text],
    ['identity', ['identity'], text],
    ['identity, written large', ['IDENTITY'], text],
    ['nothing', [''], text],
    ['what nobody knows', ['paper'], text],
    ['a word of every object', ['constructor, __proto__'], text],
    ['gzip, written large', ['GZip'], gzip],
    ['x-gzip', ['x-gzip'], gzip],
    ['gzip twice', ['gzip, gzip'], gzipSync(gzip)],
    ['gzip twice, in two lines', ['gzip', 'gzip'], gzipSync(gzip)],
    ['deflate, then brotli', ['deflate,br'], brotliCompressSync(deflateSync(text))],
    ['gzip beside what nobody knows', ['none, gzip , ,identity'], gzip],
    ['gzip with all that its header may hold', ['gzip'], named],
    ['gzip without its checksum', ['gzip'], gzip.subarray(0, -8)],
    ['gzip with a wrong checksum', ['gzip'], Buffer.concat([gzip.subarray(0, -8), Buffer.alloc(8)])],
    ['gzip with something behind it', ['gzip'], Buffer.concat([gzip, Buffer.alloc(100_000, 'x')])],
    ['zlib', ['deflate'], deflateSync(text)],
    ['deflate alone', ['deflate'], deflateRawSync(text)],
    ['deflate alone that begins like zlib', ['deflate'], deflateRawSync(text, { level: 0 })],
    ['brotli', ['br'], brotliCompressSync(text)],
    ['zstd', ['zstd'], zstdCompressSync(text)],
    ['nothing, said to be packed', ['gzip'], ''],
  ])('%s', async (_name, codings, body) => {
    const { outbound, here } = await spoken(() =>
      rawAnswer(
        200,
        codings.map((coding) => `Content-Encoding: ${coding}`),
        body,
      ),
    )
    expect(Buffer.from((await outbound.get(here)).bytes).toString()).toBe(body.length === 0 ? '' : text)
  })

  it.each<[string, string, string | Buffer, string]>([
    ['plain text that is said to be packed', 'gzip', text, 'encoding'],
    ['once, said to be twice', 'gzip, gzip', gzip, 'encoding'],
    ['what ends in the middle', 'gzip', gzip.subarray(0, 40), 'encoding'],
    ['a header alone', 'gzip', gzip.subarray(0, 9), 'encoding'],
    [
      'a name without end',
      'gzip',
      Buffer.concat([Buffer.from([31, 139, 8, 8]), Buffer.alloc(200_000, 'a')]),
      'encoding',
    ],
    ['six times', 'gzip, gzip, gzip, gzip, gzip, gzip', gzip, 'encoding'],
    [
      'what swells in the second layer',
      'gzip, gzip',
      gzipSync(gzipSync(Buffer.alloc(30_000_000))),
      'too-big',
    ],
    // Blocks of deflate that hold nothing: much to read in between, nothing at the end.
    [
      'what swells in between',
      'deflate, gzip',
      gzipSync(Buffer.alloc(30_000_000, Buffer.from([0, 0, 0, 255, 255]))),
      'too-big',
    ],
  ])('is refused: %s', async (_name, coding, body, reason) => {
    const { outbound, here } = await spoken(() => rawAnswer(200, [`Content-Encoding: ${coding}`], body))
    expect(await reasonOf(outbound.get(here))).toBe(reason)
  })
})
