import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import { createOutbound } from '#lib/outbound/create.ts'
import { proposalsOfVersions } from '#pipelines/register/new-zealand/propose.ts'
import { NewZealand, versionsFeed } from '#pipelines/register/new-zealand/read-new-zealand.ts'
import { readVersions } from '#pipelines/register/new-zealand/read-versions.ts'
import { loopbackCertificate, type LoopbackCertificate } from '../../support/watch/loopback-certificate.ts'
import { rawAnswer, rawSite } from '../../support/watch/raw-site.ts'

const VERSIONS = readFileSync('test/fixtures/register/new-zealand-versions.json', 'utf8')
const WORK = 'act_public_2019_901'
const WATCHED = { id: 'act', title: 'Parcels and Printing Act 2019', since: legalDate('2026-09-01') }
const KEY = 'k3y-of-new-zealand'

/** Versions as at these days, as the register lists them. */
const listed = (days: readonly string[], about: Record<string, unknown> = {}): string =>
  JSON.stringify({
    results: days.map((day) => ({ version_id: `${WORK}_en_${day}`, work_id: WORK, act_status: 'in_force' })),
    total: days.length,
    page: 1,
    per_page: 100,
    ...about,
  })

describe('the versions of a work', () => {
  const proposed = (body: string, since = '2026-09-01', readUpTo: string | null = null) =>
    proposalsOfVersions(
      { ...readVersions(body, WORK), whole: true },
      { ...WATCHED, since: legalDate(since) },
      readUpTo,
    )
  const effects = (...given: Parameters<typeof proposed>) =>
    proposed(...given).map(({ effect }) => effect.replace(`legislation.govt.nz/${WORK}_en_`, ''))

  it('are read by the day in their identifiers', () => {
    expect(readVersions(VERSIONS, WORK)).toEqual({
      versions: [
        { id: `${WORK}_en_2026-10-15B`, on: '2026-10-15' },
        { id: `${WORK}_en_2026-10-15`, on: '2026-10-15' },
        { id: `${WORK}_en_2026-03-01`, on: '2026-03-01' },
        { id: `${WORK}_en_2019-04-01`, on: '2019-04-01' },
      ],
      ended: false,
      total: 4,
      page: 1,
      rows: 4,
      problems: [],
    })
  })

  it('propose what is new since the last review, and no provision', () => {
    expect(proposed(VERSIONS)).toEqual([
      {
        effect: `legislation.govt.nz/${WORK}_en_2026-10-15`,
        instrument: 'act',
        what: 'amendment',
        title: 'New version, as at 15 October 2026',
        provisions: null,
        by: 'a law that the register does not name',
        effectiveOn: '2026-10-15',
        days: ['2026-10-15'],
        url: 'https://www.legislation.govt.nz/act/public/2019/901/en/2026-10-15/',
        modified: '2026-10-15T00:00:00.000Z',
      },
      expect.objectContaining({
        effect: `legislation.govt.nz/${WORK}_en_2026-10-15B`,
        title: 'New version, as at 15 October 2026 (B)',
        url: 'https://www.legislation.govt.nz/act/public/2019/901/en/2026-10-15B/',
      }),
    ])
  })

  it('are no news where they are older than the last review, unless they were made after the last reading', () => {
    expect(effects(VERSIONS, '2026-10-16')).toEqual([])
    expect(effects(VERSIONS, '2026-10-16', '2026-10-15T00:00:00.000Z')).toEqual([])
    expect(effects(VERSIONS, '2026-10-16', '2026-03-01T00:00:00.000Z')).toEqual(['2026-10-15', '2026-10-15B'])
  })

  it('leave out the first, which is the work itself, where none is missing', () => {
    const young = listed(['2026-11-01', '2026-10-01'])
    expect(effects(young)).toEqual(['2026-11-01'])
    const partly = { ...readVersions(young, WORK), whole: false }
    expect(proposalsOfVersions(partly, WATCHED, null)).toHaveLength(2)
  })

  it.each(['act_status":"repealed', 'instrument_status":"revoked', 'instrument_status":"expired'])(
    'end with the last one where “%s”',
    (status) => {
      const days = ['2026-10-15B', '2026-10-15', '2019-04-01']
      expect(proposed(listed(days).replaceAll('act_status":"in_force', status))).toMatchObject([
        { what: 'amendment', title: 'New version, as at 15 October 2026' },
        {
          effect: `legislation.govt.nz/${WORK}_en_2026-10-15B/ended`,
          what: 'repeal',
          title: 'No longer in force: last version, as at 15 October 2026 (B)',
        },
      ])
    },
  )

  it('lose one that is broken alone, and say so', () => {
    const odd = [
      `${WORK}_en_2026-02-30`,
      `${WORK}_en_~2026-01-01`,
      'act_public_2019_902_en_2026-01-01',
      `${WORK}_en_2026-01-01/../../x`,
    ]
    const results = [
      { version_id: `${WORK}_en_2026-10-15` },
      { title: 'without an identifier' },
      ...odd.map((version_id) => ({ version_id })),
    ]
    const { versions, problems } = readVersions(JSON.stringify({ results, total: 6 }), WORK)
    expect(versions).toEqual([{ id: `${WORK}_en_2026-10-15`, on: '2026-10-15' }])
    expect(problems).toEqual([
      'Version 2 of page 1 lacks what a version has.',
      ...odd.map((id) => `“${id}” is no version of ${WORK} as at a day.`),
    ])
  })

  it.each(['', 'null', '[]', '{"results":7,"total":0}', '{"results":[]}', '<html>', '['.repeat(100_000)])(
    'are none in “%.12s”: that is said',
    (body) => {
      expect(() => readVersions(body, WORK)).toThrow(/^The answer is no/)
    },
  )
})

describe('the register of New Zealand', () => {
  let certificate: LoopbackCertificate
  let folder: string
  let keyFile: string
  beforeAll(async () => {
    certificate = await loopbackCertificate()
    folder = mkdtempSync(join(tmpdir(), 'recourse-key-'))
    keyFile = join(folder, 'key')
  })
  beforeEach(() => writeFileSync(keyFile, `${KEY}\n`))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Reads works one after the other, in one pass. */
  const reading = async (
    answer: (path: string) => string | Buffer | null,
    works: readonly string[] = [WORK],
  ) => {
    const site = await rawSite(({ path }) => answer(path), '127.0.0.1', certificate)
    const outbound = createOutbound({
      publicUrl: 'http://127.0.0.1',
      allow: '127.0.0.1',
      ca: [certificate.cert],
      pause: 0,
      timeouts: { headers: 300, body: 300, whole: 2_000 },
    })
    const register = new NewZealand(keyFile)
    const origin = `https://${site.host}`
    const kept: string[] = []
    const keep = (proposals: readonly { effect: string }[]) =>
      Promise.resolve(void kept.push(...proposals.map(({ effect }) => effect)))
    const reads: unknown[] = []
    for (const work of works) {
      const request = { origin, feed: versionsFeed(work), readUpTo: null, etag: null, lastModified: null }
      reads.push(
        await register
          .read(outbound, request, { work, watched: WATCHED, keep })
          .catch((error: unknown) => (error instanceof Error ? error.name : 'unknown')),
      )
    }
    await outbound.close()
    await site.close()
    expect(site.asked.every(({ headers }) => headers['x-api-key'] === KEY)).toBe(true)
    expect(JSON.stringify([reads, kept])).not.toContain(KEY)
    return { read: reads[0], reads, kept, asked: site.asked.map(({ path }) => path) }
  }
  const json = (body: string, ...headers: string[]) =>
    rawAnswer(200, ['content-type: application/json', ...headers], body)
  const pageOf = (path: string): number => Number(/&page=(\d+)$/.exec(path)?.[1])
  const problem = (words: RegExp) => ({ whole: false, problems: [expect.stringMatching(words) as string] })

  it('is asked for the versions of the work, with the key', async () => {
    const { read, kept, asked } = await reading(() => json(VERSIONS))
    expect(asked).toEqual(['/v0/works/act_public_2019_901/versions/?sort=desc&per_page=100&page=1'])
    expect(kept).toHaveLength(2)
    expect(read).toMatchObject({ whole: true, problems: [], newest: '2026-10-15T00:00:00.000Z' })
  })

  it('is read to its last page', async () => {
    const days = ['2026-10-15', '2026-09-15', '2026-03-01', '2019-04-01']
    const { kept, asked, read } = await reading((path) => {
      const page = pageOf(path)
      return json(listed(days.slice(2 * page - 2, 2 * page), { total: 4, page, per_page: 2 }))
    })
    expect(asked.map(pageOf)).toEqual([1, 2])
    const effects = ['2026-09-15', '2026-10-15'].map((day) => `legislation.govt.nz/${WORK}_en_${day}`)
    expect(kept).toEqual(effects)
    expect(read).toMatchObject({ whole: true })
  })

  it('that gives pages without end, the first one again, or fewer than it says is cut short; what it gave is proposed', async () => {
    const one = (path: string, days = ['2026-10-15']) =>
      json(listed(days, { total: 9_999, page: pageOf(path) }))
    const endless = await reading((path) => one(path))
    expect(endless.asked).toHaveLength(20)
    expect(endless).toMatchObject({
      read: problem(/^Only the newest 1 versions were read\.$/),
      kept: { length: 1 },
    })
    expect(await reading(() => json(listed(['2026-10-15'], { total: 2 })))).toMatchObject({
      read: problem(/^The register gave page 1 of the versions in place of page 2\.$/),
      kept: { length: 1 },
      asked: { length: 2 },
    })
    expect(await reading((path) => one(path, pageOf(path) === 1 ? ['2026-10-15'] : []))).toMatchObject({
      read: problem(/^The register speaks of 9999 versions, and gave 1\.$/),
      kept: { length: 1 },
      asked: { length: 2 },
    })
  })

  it('that knows no such work, fails, or answers something else proposes nothing, and says what to do', async () => {
    for (const [answer, words] of [
      [json(listed([])), /no such legislation: check year and number of the instrument/],
      [rawAnswer(404, [], ''), /no such legislation: check year and number/],
      [rawAnswer(500, [], KEY), /^The register answered with 500\.$/],
      [json('<html>'), /^The answer is no JSON\.$/],
      [json('{"results":{}}'), /^The answer is no list of the register\.$/],
    ] as const) {
      const { read, kept, asked } = await reading(() => answer)
      expect({ read, kept, asked }).toMatchObject({ read: problem(words), kept: [], asked: { length: 1 } })
    }
  })

  it('that leads elsewhere is not followed there', async () => {
    const elsewhere = await rawSite(() => json(VERSIONS), '127.0.0.1', certificate)
    const { read, kept } = await reading(() =>
      rawAnswer(302, [`location: https://${elsewhere.host}/?key=${KEY}`], ''),
    )
    expect(read).toMatchObject(problem(/^The register leads elsewhere \(302\), and the key is shown nowhere/))
    expect([kept, elsewhere.asked]).toEqual([[], []])
    await elsewhere.close()
  })

  it.each([
    [401, /^The register refuses the key\. .*contact@pco\.govt\.nz.* NZ_LEGISLATION_API_KEY_FILE names/],
    [403, /^The register refuses the request \(403\).* asked again tomorrow.*contact@pco\.govt\.nz/],
    [429, /^The requests that the key may make in a day are used up.* asked again tomorrow/],
  ])('that refuses with %s is not asked again in this pass, and each work says so', async (status, words) => {
    const { reads, asked } = await reading(
      () => rawAnswer(status, ['retry-after: 86400'], `${KEY} is not good`),
      [WORK, 'act_public_1961_43'],
    )
    expect(asked).toHaveLength(1)
    expect(reads).toMatchObject([problem(words), problem(words)])
  })

  it('is not asked further than the key allows', async () => {
    const { reads, asked } = await reading(
      () => json(VERSIONS, 'X-RateLimit-Limit: 10000', 'X-RateLimit-Remaining: 0'),
      [WORK, 'act_public_1961_43'],
    )
    expect(asked).toHaveLength(1)
    expect(reads).toMatchObject([{ whole: true, problems: [] }, problem(/are used up/)])
  })

  it('is not asked without a key that can be read', async () => {
    for (const [text, words] of [
      [' \n', /is empty\. Write the key into it\.$/],
      [`${KEY}\r\nX-Other: 1`, /holds something else than a key/],
      [`${KEY} ${KEY}`, /holds something else than a key/],
    ] as const) {
      writeFileSync(keyFile, text)
      expect(await reading(() => json(VERSIONS))).toMatchObject({ read: problem(words), asked: [] })
    }
    rmSync(keyFile)
    expect(await reading(() => json(VERSIONS))).toMatchObject({
      read: problem(/^NZ_LEGISLATION_API_KEY_FILE cannot be read: ENOENT.* Write the key into it\.$/),
      asked: [],
    })
  })

  it('that is too large or does not answer is refused', async () => {
    expect(await reading(() => json('x'.repeat(4_100_000)))).toMatchObject({
      read: 'OutboundProblem',
      kept: [],
    })
    expect(await reading(() => null)).toMatchObject({ read: 'OutboundProblem', kept: [] })
  })
})
