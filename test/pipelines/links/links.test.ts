import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { archivedCopy } from '#domain/content/archived-copy.ts'
import { legalDate } from '#domain/dates.ts'
import { LINK_REASONS, LINK_VERDICTS, type LinkCheck, type LinkReason } from '#domain/watch/link-checks.ts'
import { fixedClock } from '#lib/clock.ts'
import { createOutbound } from '#lib/outbound/create.ts'
import { assess, type Redirect, type Seen } from '#pipelines/links/assess.ts'
import { canaryOf, isSamePage, pageMark } from '#pipelines/links/canary.ts'
import { addressesOf } from '#pipelines/links/addresses.ts'
import { checkLinks, type LinkRun, type LinkToCheck } from '#pipelines/links/check.ts'
import { inTurns, listPage } from '#pipelines/links/list-page.ts'
import { rawAnswer, rawSite } from '../../support/watch/raw-site.ts'

const checkAll = ({
  links,
  ...rest
}: Omit<LinkRun<LinkToCheck>, 'addresses'> & { links: LinkToCheck[] }): Promise<void> =>
  checkLinks({ ...rest, addresses: addressesOf(links) })

const NOW = '2026-11-21T12:00:00.000Z'
const URL_ASKED = 'https://law.example.org/act/section/39#s39-2'

const hop = (status: number, to: string, from = URL_ASKED): Redirect => ({ status, from, to })

/** A page that answers well at once, but for what is given. */
function look({
  status = 200,
  headers = {},
  ...given
}: Partial<Seen> & { status?: number; headers?: Record<string, string> } = {}): LinkCheck {
  const hops = given.hops ?? []
  return assess({
    url: URL_ASKED,
    precision: 'page',
    at: NOW,
    milliseconds: 120,
    hops,
    answer: { status, url: hops.at(-1)?.to ?? URL_ASKED, headers },
    failed: null,
    certificateEndsOn: null,
    alike: null,
    etag: null,
    lastModified: null,
    ...given,
  })
}

describe('the verdict on a page', () => {
  it('says everything that was seen', () => {
    expect(
      look({
        hops: [hop(301, 'https://law.example.org/new'), hop(302, 'https://law.example.org/newer')],
        headers: { etag: '"1"', 'last-modified': 'Fri, 20 Nov 2026 12:00:00 GMT' },
        certificateEndsOn: legalDate('2027-01-31'),
      }),
    ).toEqual({
      url: URL_ASKED,
      verdict: 'moved',
      because: 'moved-for-good',
      status: 200,
      movedTo: 'https://law.example.org/new#s39-2',
      hops: 2,
      milliseconds: 120,
      certificateEndsOn: '2027-01-31',
      etag: '"1"',
      lastModified: 'Fri, 20 Nov 2026 12:00:00 GMT',
      at: NOW,
    })
  })

  const moved = (status: number, to: string): Parameters<typeof look>[0] => ({ hops: [hop(status, to)] })
  it.each<[string, Parameters<typeof look>[0], LinkReason]>([
    ['200', {}, 'answers'],
    ['304', { status: 304 }, 'answers'],
    ['204', { status: 204 }, 'empty-answer'],
    ['401', { status: 401 }, 'asks-to-sign-in'],
    ['403', { status: 403 }, 'forbidden'],
    ['403 of a wall', { status: 403, headers: { 'cf-mitigated': 'challenge' } }, 'bot-wall'],
    ['403 of another wall', { status: 403, headers: { 'x-datadome': 'protected' } }, 'bot-wall'],
    ['404', { status: 404 }, 'not-found'],
    ['404 after a redirect', { status: 404, ...moved(301, 'https://law.example.org/new') }, 'not-found'],
    ['410', { status: 410 }, 'gone'],
    ['429', { status: 429 }, 'busy'],
    ['451', { status: 451 }, 'withheld-by-law'],
    ['499', { status: 499 }, 'not-understood'],
    ['503', { status: 503 }, 'busy'],
    ['599', { status: 599 }, 'site-trouble'],
    ['600', { status: 600 }, 'site-trouble'],
    ['399', { status: 399 }, 'odd-answer'],
    ['301 elsewhere', moved(301, 'https://law.example.org/new'), 'moved-for-good'],
    ['308 elsewhere', moved(308, 'https://law.example.org/new'), 'moved-for-good'],
    ['302 elsewhere', moved(302, 'https://law.example.org/new'), 'elsewhere-for-now'],
    ['302 to sign in', moved(302, 'https://id.example.org/login?back'), 'asks-to-sign-in'],
    ['301 to the front page', moved(301, 'https://law.example.org/'), 'front-page'],
    ['301 to another front page', moved(301, 'https://example.org/index.html'), 'front-page'],
    [
      '301 to https',
      { url: 'http://a.example.org/x', ...moved(301, 'https://a.example.org/x') },
      'moved-to-https',
    ],
    [
      'a front page to https',
      { url: 'http://a.example.org/', ...moved(301, 'https://a.example.org/') },
      'moved-to-https',
    ],
    ['what all are shown', { alike: 'not-found-in-words' }, 'not-found-in-words'],
    ['a shell', { alike: 'same-page-for-all' }, 'same-page-for-all'],
    [
      'where all lead',
      { alike: 'where-all-lead', ...moved(302, 'https://law.example.org/sorry') },
      'where-all-lead',
    ],
    ['5 s', { milliseconds: 5_000 }, 'answers'],
    ['longer than 5 s', { milliseconds: 5_001 }, 'slow'],
    ['three hops', { hops: Array(3).fill(hop(302, 'https://law.example.org/a')) }, 'elsewhere-for-now'],
    ['four hops', { hops: Array(4).fill(hop(302, 'https://law.example.org/a')) }, 'many-hops'],
    ['a certificate of 21 days', { certificateEndsOn: legalDate('2026-12-12') }, 'answers'],
    ['a certificate of 20 days', { certificateEndsOn: legalDate('2026-12-11') }, 'certificate-ends'],
    [
      'a missing page with such a certificate',
      { status: 404, certificateEndsOn: legalDate('2026-12-11') },
      'not-found',
    ],
    ['no answer', { answer: null, failed: { because: 'no-such-site', status: null } }, 'no-such-site'],
  ])('%s: %s', (_name, seen, because) => {
    expect(look(seen)).toMatchObject({ because, verdict: LINK_REASONS[because].verdict })
  })

  it.each<[string, Parameters<typeof look>[0], LinkReason]>([
    ['404', { status: 404 }, 'site-answers'],
    ['403', { status: 403 }, 'site-answers'],
    ['500', { status: 500 }, 'site-trouble'],
    ['301 within the site', { hops: [hop(301, 'https://www.law.example.org/en')] }, 'site-answers'],
    ['301 to another site', { hops: [hop(301, 'https://statutes.example.com/')] }, 'site-moved'],
    ['a certificate of 20 days', { certificateEndsOn: legalDate('2026-12-11') }, 'certificate-ends'],
    ['no such name', { answer: null, failed: { because: 'no-such-site', status: null } }, 'no-such-site'],
  ])('of which only the site is known, %s: %s', (_name, seen, because) => {
    expect(look({ ...seen, precision: 'host' })).toMatchObject({ because })
  })

  it('keeps the validators of a page that has not changed', () => {
    const known = { etag: '"1"', lastModified: 'Fri, 20 Nov 2026 12:00:00 GMT' }
    expect(look({ status: 304, ...known })).toMatchObject(known)
    expect(look({ status: 200, ...known })).toMatchObject({ etag: null, lastModified: null })
  })

  it('is in whole sentences, with something to do for whatever is not fine', () => {
    for (const { verdict, sentence, fix } of Object.values(LINK_REASONS)) {
      expect(LINK_VERDICTS).toHaveProperty(verdict)
      expect(sentence).toMatch(/^[A-Z].*\.$/)
      if (verdict === 'fine') expect(fix).toBeNull()
      else expect(fix).toMatch(/^[A-Z].*\.$/)
    }
  })
})

describe('what a site does with what is not there', () => {
  const asked = 'https://law.example.org/recourse-asks-0a1b'
  const html =
    '<title>Sorry</title><h1>Page not found</h1><p>We cannot find /recourse-asks-0a1b on this site.</p>'
  it('is seen by its answer', () => {
    expect(canaryOf(asked, { status: 404, url: asked, html })).toEqual({ does: 'refuses' })
    expect(canaryOf(asked, { status: 500, url: asked, html })).toEqual({ does: 'refuses' })
    expect(canaryOf(asked, { status: 200, url: 'https://law.example.org/', html })).toEqual({
      does: 'sends',
      to: 'https://law.example.org/',
    })
    expect(
      canaryOf(asked, { status: 200, url: 'https://www.law.example.org/recourse-asks-0a1b', html }),
    ).toMatchObject({
      does: 'shows',
      page: { title: 'Sorry', saysNotFound: true },
    })
  })

  it('is one page under each address, and no other page', () => {
    const canary = pageMark(html, asked)
    const other = 'https://law.example.org/act/section/39'
    expect(isSamePage(canary, pageMark(html.replace('recourse-asks-0a1b', 'act/section/39'), other))).toBe(
      true,
    )
    const law = '<title>Sorry</title><h1>Stalking</h1><p>A person commits an offence who stalks another.</p>'
    expect(isSamePage(canary, pageMark(law, other))).toBe(false)
    expect(isSamePage(canary, pageMark(html.replace('Sorry', 'Stalking'), asked))).toBe(true)
  })

  it('is not said by a long page that only mentions it', () => {
    const long = `<title>Evidence</title><h1>Evidence</h1><p>${'It was saved before it was not found any more. '.repeat(60)}</p>`
    expect(pageMark(long, asked).saysNotFound).toBe(false)
  })
})

it('suggests the copy in the archive nearest to the day', () => {
  expect(archivedCopy('https://law.example.org/act?x=1', legalDate('2026-03-01'))).toBe(
    'https://web.archive.org/web/20260301/https://law.example.org/act?x=1',
  )
})

it('takes one address of each site in turn', () => {
  expect(
    inTurns(['http://a/1', 'http://a/2', 'http://a/3', 'http://b/1', 'http://c/1', 'http://c/2']),
  ).toEqual(['http://a/1', 'http://b/1', 'http://c/1', 'http://a/2', 'http://c/2', 'http://a/3'])
  expect(inTurns([])).toEqual([])
})

it('lists addresses so that nothing in them ends the list', () => {
  expect(listPage(['https://a/?x=1&y="><script>'])).toBe(
    '<!doctype html><title>Links</title><a href="https://a/?x=1&amp;y=&quot;>&lt;script>"></a>',
  )
})

describe('a pass', () => {
  const closing: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  /** A site of the loopback interface, and the way to it. */
  async function site(answer: (request: IncomingMessage, response: ServerResponse) => void) {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url?.replace(/asks-\w+/, 'asks-…')}`)
      answer(request, response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
    const outbound = createOutbound({ publicUrl: 'http://127.0.0.1', allow: host, pause: 0, perHost: 2 })
    closing.push(async () => {
      await outbound.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    })
    const links = (...paths: string[]): LinkToCheck[] =>
      paths.map((path) => ({
        url: `http://${host}${path}`,
        precision: 'page',
        etag: null,
        lastModified: null,
      }))
    return { asked, host, outbound, links, clock: fixedClock(NOW) }
  }
  const well = (request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(request.url?.startsWith('/page') ? 200 : 404).end('<title>Page</title>')
  }

  it('asks each address once, however many name it, and each site whether HEAD tells the truth', async () => {
    const { asked, links, ...rest } = await site(well)
    const told: string[] = []
    await checkAll({
      ...rest,
      links: links('/page1', '/page1#a', '/page1#b', '/page2', '/page1'),
      onCheck: ({ url, because }) =>
        void told.push(`${new URL(url).pathname}${new URL(url).hash} ${because}`),
    })
    expect(told.sort()).toEqual([
      '/page1 answers',
      '/page1 answers',
      '/page1#a answers',
      '/page1#b answers',
      '/page2 answers',
    ])
    expect(asked.sort()).toEqual(['GET /page1', 'HEAD /page1', 'HEAD /page2', 'HEAD /recourse-asks-…'])
  })

  const html = { 'content-type': 'text/html' }
  const law = '<title>Act</title><h1>Act</h1><p>A person commits an offence who stalks another.'
  const sorry = '<title>Sorry</title><h1>Page not found</h1>'
  type Said = number | 'hangs' | 'drops'
  /** What is said of `/act` to HEAD and GET, and of all other addresses to HEAD and GET. */
  it.each<[string, head: Said, get: Said, otherHead: Said, otherGet: Said, LinkReason]>([
    ['HEAD is good of everything', 200, 404, 200, 404, 'not-found'],
    ['HEAD is good of everything', 200, 410, 200, 404, 'gone'],
    ['HEAD is good of everything', 200, 403, 200, 404, 'forbidden'],
    ['HEAD is good of everything', 200, 200, 200, 404, 'answers'],
    ['HEAD is good of everything', 200, 503, 200, 404, 'busy'],
    ['HEAD is good of this page alone', 200, 404, 404, 404, 'not-found'],
    ['HEAD tells the truth', 200, 200, 404, 404, 'answers'],
    ['HEAD tells the truth', 200, 200, 410, 404, 'answers'],
    ['HEAD tells the truth where GET does not', 200, 200, 404, 200, 'answers'],
    ['HEAD is refused', 405, 200, 405, 404, 'answers'],
    ['HEAD is refused', 405, 404, 405, 404, 'not-found'],
    ['HEAD is refused', 403, 200, 403, 404, 'answers'],
    ['HEAD is not known', 501, 404, 501, 404, 'not-found'],
    ['HEAD is not known', 501, 200, 501, 404, 'answers'],
    ['HEAD fails', 500, 410, 500, 404, 'gone'],
    ['HEAD is without content', 204, 200, 404, 404, 'answers'],
    ['HEAD is without content', 204, 404, 204, 404, 'not-found'],
    ['HEAD is refused of what is not there', 200, 404, 403, 404, 'not-found'],
    ['HEAD fails of what is not there', 200, 404, 500, 404, 'not-found'],
    ['HEAD hangs', 'hangs', 404, 'hangs', 404, 'not-found'],
    ['HEAD hangs of what is not there', 200, 404, 'hangs', 404, 'not-found'],
    ['HEAD breaks off of what is not there', 200, 404, 'drops', 404, 'not-found'],
  ])('%s: %s and %s, else %s and %s: %s', async (_name, head, get, otherHead, otherGet, because) => {
    const site = await rawSite(({ method, path }) => {
      const isHead = method === 'HEAD'
      const said = path === '/act' ? (isHead ? head : get) : isHead ? otherHead : otherGet
      if (typeof said === 'string') return said === 'drops' ? '' : null
      return rawAnswer(said, ['content-type: text/html'], path === '/act' ? law : sorry, method)
    })
    const outbound = createOutbound({
      publicUrl: 'http://127.0.0.1',
      allow: site.host,
      pause: 0,
      backoff: 10,
      timeouts: { headers: 300, whole: 300 },
    })
    closing.push(async () => {
      await outbound.close()
      await site.close()
    })
    const told: LinkCheck[] = []
    await checkAll({
      links: [{ url: `http://${site.host}/act`, precision: 'page', etag: null, lastModified: null }],
      outbound,
      clock: fixedClock(NOW),
      onCheck: (check) => void told.push(check),
    })
    expect(told).toMatchObject([{ because, verdict: LINK_REASONS[because].verdict }])
  })

  it('sees a soft 404 of a site on which HEAD is good of everything', async () => {
    const { links, ...rest } = await site((_request, response) => response.writeHead(200, html).end(sorry))
    const told: string[] = []
    await checkAll({
      ...rest,
      links: links('/act'),
      onCheck: ({ because }) => void told.push(because),
    })
    expect(told).toEqual(['not-found-in-words'])
  })

  it('follows what a site says in bytes beyond ASCII, and cookies where they lead', async () => {
    const bytes = (name: string): string => readFileSync(`test/fixtures/http/${name}.http`, 'latin1')
    const raw = await rawSite(({ method, path, headers }) => {
      if (path.startsWith('/recourse-asks-')) return rawAnswer(404, [], '', method)
      if (path === '/old') return bytes('location-in-utf8')
      if (path === '/act' && headers.cookie !== 'seen=1') return bytes('redirect-to-itself-with-cookie')
      if (path === '/circle') return rawAnswer(302, ['location: /circle', 'set-cookie: a=1'])
      if (path === '/on' || path.startsWith('/on/')) return rawAnswer(302, [`location: ${path}/on`])
      if (path === '/packed') return bytes('content-encoding-none')
      return rawAnswer(200, ['content-type: text/html'], law, method)
    })
    const outbound = createOutbound({ publicUrl: 'http://127.0.0.1', allow: raw.host, pause: 0 })
    closing.push(async () => {
      await outbound.close()
      await raw.close()
    })
    const told: Record<string, string> = {}
    await checkAll({
      links: ['/old', '/act', '/circle', '/on', '/packed'].map((path) => ({
        url: `http://${raw.host}${path}`,
        precision: 'page' as const,
        etag: null,
        lastModified: null,
      })),
      outbound,
      clock: fixedClock(NOW),
      onCheck: ({ url, because, movedTo }) => {
        told[new URL(url).pathname] = movedTo ? `${because} ${new URL(movedTo).pathname}` : because
      },
    })
    expect(told).toEqual({
      '/old': 'moved-for-good /caf%C3%A9',
      '/act': 'elsewhere-for-now',
      '/circle': 'goes-in-circles',
      '/on': 'too-many-redirects',
      '/packed': 'answers',
    })
  })

  it('asks a site of which no page is known nothing more', async () => {
    const { asked, links, ...rest } = await site(well)
    await checkAll({
      ...rest,
      links: links('/page').map((link) => ({ ...link, precision: 'host' as const })),
      onCheck: () => undefined,
    })
    expect(asked).toEqual(['HEAD /page'])
  })

  it('judges what is no address, and what is none of the web, without asking', async () => {
    const { asked, links: _links, ...rest } = await site(well)
    const told: string[] = []
    await checkAll({
      ...rest,
      links: ['nonsense', 'file:///etc/passwd', 'https://'].map((url) => ({
        url,
        precision: 'page' as const,
        etag: null,
        lastModified: null,
      })),
      onCheck: ({ url, because }) => void told.push(`${url} ${because}`),
    })
    expect(told.sort()).toEqual([
      'file:///etc/passwd leads-off-the-web',
      'https:// not-readable',
      'nonsense not-readable',
    ])
    expect(asked).toEqual([])
  })

  it('asks on condition where it looks by itself, so that what has not changed is not sent', async () => {
    const conditions: unknown[] = []
    const { links, ...rest } = await site((request, response) => {
      if (request.url === '/page') return void response.writeHead(302, { location: '/page-now' }).end()
      if (request.url !== '/page-now') return void response.writeHead(404).end()
      conditions.push(request.headers['if-none-match'])
      response.writeHead(304, { etag: '"7"' }).end()
    })
    const told: LinkCheck[] = []
    await checkAll({
      ...rest,
      links: links('/page').map((link) => ({ ...link, etag: '"7"' })),
      onCheck: (check) => void told.push(check),
    })
    expect(conditions).toEqual(['"7"'])
    expect(told).toMatchObject([{ because: 'elsewhere-for-now', status: 304, etag: '"7"' }])
  })

  it('tells each result as it comes, and ends when it is stopped', async () => {
    const stop = new AbortController()
    const { links, ...rest } = await site((request, response) => {
      // The second address is never answered.
      if (request.url !== '/page2') well(request, response)
    })
    const told: string[] = []
    const ended = checkAll({
      ...rest,
      links: links('/page2', '/page1'),
      signal: stop.signal,
      onCheck: ({ url }) => {
        told.push(new URL(url).pathname)
        stop.abort(new Error('Enough.'))
      },
    })
    await expect(ended).rejects.toThrow('Enough.')
    expect(told).toEqual(['/page1'])
  })

  it('ends with what its caller throws', async () => {
    const { links, ...rest } = await site(well)
    const ended = checkAll({
      ...rest,
      links: links('/page1', '/page2', '/page3'),
      onCheck: () => Promise.reject(new Error('The database is gone.')),
    })
    await expect(ended).rejects.toThrow('The database is gone.')
  })

  it('runs beside another', async () => {
    const [one, other] = [await site(well), await site(well)]
    const told: string[] = []
    const onCheck = ({ because }: LinkCheck): void => void told.push(because)
    await Promise.all([
      checkAll({ ...one, links: one.links('/page1', '/page2'), onCheck }),
      checkAll({ ...other, links: other.links('/page1', '/nothing'), onCheck }),
    ])
    expect(told.sort()).toEqual(['answers', 'answers', 'answers', 'not-found'])
  })
})
