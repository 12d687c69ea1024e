import { request } from 'undici'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createOutbound } from '#lib/outbound/create.ts'
import type { Outbound } from '#lib/outbound/outbound.ts'
import { loopbackCertificate, type LoopbackCertificate } from '../../support/watch/loopback-certificate.ts'
import { rawAnswer, rawSite, type RawSite } from '../../support/watch/raw-site.ts'

const VALUE = 'k3y-that-nobody-else-may-see'

describe('a key for one host', () => {
  let certificate: LoopbackCertificate
  let site: RawSite
  let elsewhere: RawSite
  let outbound: Outbound
  let answer = rawAnswer(200, [], 'Yes.')
  beforeAll(async () => {
    certificate = await loopbackCertificate()
    site = await rawSite(() => answer, '127.0.0.1', certificate)
    elsewhere = await rawSite(() => rawAnswer(200, [], 'Mine.'), '127.0.0.1', certificate)
    outbound = createOutbound({
      publicUrl: 'https://guides.example.org',
      allow: '127.0.0.1',
      ca: [certificate.cert],
      pause: 0,
      backoff: 1,
      timeouts: { headers: 500, body: 500, whole: 2_000 },
    })
  })
  afterAll(async () => {
    await outbound.close()
    await site.close()
    await elsewhere.close()
  })
  beforeEach(() => {
    answer = rawAnswer(200, [], 'Yes.')
    site.asked.length = 0
    elsewhere.asked.length = 0
  })
  const home = (): string => `https://${site.host}`
  const get = (url: string, of = home()) => outbound.get(url, { key: { of, value: VALUE } })

  it('goes there in a header, with that request alone', async () => {
    expect(await get(`${home()}/with`)).toMatchObject({ status: 200, url: `${home()}/with`, hops: [] })
    await outbound.get(`${home()}/without`)
    await request(`${home()}/by-itself`, {
      dispatcher: outbound.dispatcher,
      headers: { 'X-Api-Key': VALUE, authorization: `Bearer ${VALUE}`, cookie: `key=${VALUE}` },
    })
    expect(site.asked.map(({ path, headers }) => [path, headers['x-api-key']])).toEqual([
      ['/with', VALUE],
      ['/without', undefined],
      ['/by-itself', undefined],
    ])
    expect(JSON.stringify(site.asked.slice(1))).not.toContain(VALUE)
  })

  it.each([301, 302, 303, 307, 308])('follows no redirect (%s), not even at home', async (status) => {
    for (const location of [`https://${elsewhere.host}/mine`, `http://${elsewhere.host}/mine`, '/at-home']) {
      site.asked.length = 0
      answer = rawAnswer(status, [`location: ${location}`])
      expect(await get(home())).toMatchObject({ status, url: `${home()}/`, hops: [] })
      expect(site.asked).toHaveLength(1)
    }
    expect(elsewhere.asked).toEqual([])
  })

  it('is shown once to a host that is busy or breaks off', async () => {
    answer = rawAnswer(429, [])
    expect(await get(home())).toMatchObject({ status: 429 })
    answer = rawAnswer(503, ['retry-after: 0'])
    expect(await get(home())).toMatchObject({ status: 503 })
    answer = Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nshort')
    await expect(get(home())).rejects.toMatchObject({ reason: 'broke-off' })
    expect(site.asked).toHaveLength(3)
  })

  it.each<[string, () => Promise<unknown>]>([
    ['to another host', () => get(`https://${elsewhere.host}/`)],
    ['to another port', () => get('https://127.0.0.1/', 'https://127.0.0.1:8443')],
    ['to a host behind its name', () => get(`${home()}@${elsewhere.host}/`)],
    ['to its own host in the open', () => get(`http://${site.host}/`)],
    ['to a host that is known in the open', () => get(`http://${site.host}/`, `http://${site.host}`)],
    ['nowhere', () => get('//', home())],
  ])('does not leave %s, and the refusal does not name it', async (_where, go) => {
    const refused = await go().then(
      () => 'not refused',
      (error: unknown) => error,
    )
    expect(refused).toBeInstanceOf(RangeError)
    expect((refused as Error).message).toMatch(/^The key of \S+ goes there over https alone, not to \S+/)
    expect((refused as Error).message).not.toContain(VALUE)
    expect([...site.asked, ...elsewhere.asked]).toEqual([])
  })

  it('is in no problem, whatever happens', async () => {
    for (const broken of ['no http', `HTTP/1.1 200 Said\r\nx: ${'x'.repeat(70_000)}\r\n\r\n`, '']) {
      answer = Buffer.from(broken)
      const problem = await get(home()).then(
        () => null,
        (error: unknown) => error,
      )
      expect(problem).toBeInstanceOf(Error)
      for (let each: unknown = problem; each instanceof Error; each = each.cause)
        expect(`${each.stack}${JSON.stringify(each)}`).not.toContain(VALUE)
    }
  })
})
