import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import { createOutbound } from '#lib/outbound/create.ts'
import { proposalsOfVersions } from '#pipelines/register/australia/propose.ts'
import { readAustralia, titleFeed } from '#pipelines/register/australia/read-australia.ts'
import { readTitles, readVersions } from '#pipelines/register/australia/read-versions.ts'
import { rawAnswer, rawSite } from '../../support/watch/raw-site.ts'

const TITLES = readFileSync('test/fixtures/register/australia-titles.json', 'utf8')
const VERSIONS = readFileSync('test/fixtures/register/australia-versions.json', 'utf8')
const WATCHED = { id: 'act', title: 'Parcels and Printing Act 2021', since: legalDate('2026-09-01') }

describe('the versions of a title', () => {
  it('are read with the reason for each', () => {
    const { versions, problems, rows } = readVersions(VERSIONS)
    expect([problems, rows]).toEqual([[], 3])
    expect(versions[2]).toEqual({
      on: '2026-10-15',
      registered: '2026-10-20T11:00:00.000Z',
      reasons: [
        {
          affect: 'Amend',
          by: {
            titleId: 'C2026A00044',
            name: 'Parcels (Safety) Amendment Act 2026',
            provisions: 'sch 1 (items 3-9)',
          },
        },
        {
          affect: 'Repeal',
          by: { titleId: null, name: 'Division 1 of Part 3 of the Sunset Act 2003', provisions: null },
        },
        { affect: 'ChangeDate', by: { titleId: null, name: 'a gazette', provisions: null } },
      ],
    })
  })

  it('propose what is new since the last review, and no change of a date', () => {
    const proposed = proposalsOfVersions('C2021A00901', readVersions(VERSIONS).versions, WATCHED)
    expect(proposed).toEqual([
      {
        effect: 'legislation.gov.au/C2021A00901/2026-10-15/Amend/C2026A00044',
        instrument: 'act',
        what: 'amendment',
        title: 'Amended by Parcels (Safety) Amendment Act 2026, sch 1 (items 3-9)',
        provisions: null,
        by: 'Parcels (Safety) Amendment Act 2026',
        effectiveOn: '2026-10-15',
        days: ['2026-10-15'],
        url: 'https://www.legislation.gov.au/C2021A00901/latest/versions',
        modified: '2026-10-20T11:00:00.000Z',
      },
      expect.objectContaining({
        what: 'repeal',
        title: 'Repealed by Division 1 of Part 3 of the Sunset Act 2003',
      }),
    ])
  })

  it('propose what took force before the last review, and was registered only after it', () => {
    const { versions } = readVersions(VERSIONS)
    const of = (since: string) =>
      proposalsOfVersions('C2021A00901', versions, { ...WATCHED, since: legalDate(since) }).map(
        ({ by }) => by,
      )
    expect(of('2026-10-18')).toHaveLength(2)
    expect(of('2026-10-21')).toEqual([])
  })

  it('lose one that is broken alone, and say so', () => {
    const { versions, problems } = readVersions(
      VERSIONS.replace('2021-07-01T00:00:00', '1 July 2021').replace('"start": "2026-03-01T00:00:00",', ''),
    )
    expect(versions.map(({ on }) => on)).toEqual(['2026-10-15'])
    expect(problems).toEqual([
      'A version begins on “1 July 2021”, which is no day.',
      'Version 2 lacks what a version has.',
    ])
  })

  it.each(['', 'null', '[]', '{"value":7}', '<html>', `${'['.repeat(100_000)}`])(
    'are none in “%.12s”: that is said',
    (body) => {
      expect(() => readVersions(body)).toThrow(/^The answer is no/)
      expect(() => readTitles(body)).toThrow(/^The answer is no/)
    },
  )
})

describe('the Federal Register of Legislation', () => {
  const reading = async (answer: (path: string) => string | Buffer | null) => {
    const site = await rawSite(({ path }) => answer(decodeURIComponent(path)))
    const outbound = createOutbound({
      publicUrl: 'http://127.0.0.1',
      allow: '127.0.0.1',
      pause: 0,
      timeouts: { headers: 300, body: 300, whole: 2_000 },
    })
    const kept: string[] = []
    const read = await readAustralia(
      outbound,
      {
        origin: `http://${site.host}`,
        feed: titleFeed({ year: 2021, number: 901 }),
        readUpTo: null,
        etag: null,
        lastModified: null,
      },
      {
        watched: WATCHED,
        keep: (proposals) => Promise.resolve(void kept.push(...proposals.map(({ effect }) => effect))),
      },
    ).catch((error: unknown) => (error instanceof Error ? error.name : 'unknown'))
    await outbound.close()
    await site.close()
    return { read, kept, asked: site.asked.map(({ path }) => decodeURIComponent(path)) }
  }
  const json = (body: string) => rawAnswer(200, ['content-type: application/json'], body)
  const usual = (path: string) => json(path.startsWith('/v1/Titles') ? TITLES : VERSIONS)

  it('is asked for the Act by year and number, then for its versions', async () => {
    const { read, kept, asked } = await reading(usual)
    expect(asked).toEqual([
      "/v1/Titles?$filter=year eq 2021 and number eq 901 and seriesType eq 'Act'&$select=id,name",
      "/v1/Versions?$filter=titleId eq 'C2021A00901'&$top=100&$skip=0",
    ])
    expect(kept).toHaveLength(2)
    expect(read).toMatchObject({ whole: true, problems: [], newest: '2026-10-20T11:00:00.000Z' })
  })

  it('is read to its last page, and no further than is sensible', async () => {
    const [first] = (JSON.parse(VERSIONS) as { value: unknown[] }).value
    const full = json(JSON.stringify({ value: Array.from({ length: 100 }, () => first) }))
    const { asked, read } = await reading((path) => (path.startsWith('/v1/Titles') ? json(TITLES) : full))
    expect(asked.slice(1).map((path) => path.replace(/^.*&/, ''))).toEqual(
      Array.from({ length: 20 }, (_, page) => `$skip=${page * 100}`),
    )
    expect(read).toMatchObject({ whole: false, problems: ['Only 2000 versions were read.'] })
  })

  it('gives what stands on its second page', async () => {
    const [first, ...rest] = (JSON.parse(VERSIONS) as { value: unknown[] }).value
    const pages = [Array.from({ length: 100 }, () => first), rest].map((value) =>
      json(JSON.stringify({ value })),
    )
    const { kept, asked, read } = await reading((path) =>
      path.startsWith('/v1/Titles') ? json(TITLES) : (pages[path.endsWith('$skip=100') ? 1 : 0] ?? null),
    )
    expect([asked.length, kept.length]).toEqual([3, 2])
    expect(read).toMatchObject({ whole: true, newest: '2026-10-20T11:00:00.000Z' })
  })

  it('that has no such Act, several, fails, or leads elsewhere proposes nothing, and says so', async () => {
    const elsewhere = await rawSite(() => json(TITLES))
    const two = TITLES.replace('"value": [', '"value": [{ "id": "C2021A00902", "name": "Other" },')
    for (const [answer, problem] of [
      [json('{"value":[]}'), /no such Act: check year and number/],
      [json('{"value":[{"id":"../../etc","name":"x"}]}'), /no such Act/],
      [json(two), /several such Acts: C2021A00902, C2021A00901/],
      [rawAnswer(503, [], ''), /answered with 503/],
      [json('<html>'), /no JSON/],
      [
        rawAnswer(302, [`location: http://${elsewhere.host}/`], ''),
        /led to 127\.0\.0\.1:\d+: nothing is read there/,
      ],
    ] as const) {
      const { read, kept } = await reading(() => answer)
      expect([read, kept]).toMatchObject([
        { whole: false, problems: [expect.stringMatching(problem) as string] },
        [],
      ])
    }
    expect(elsewhere.asked.map(({ path }) => path)).toEqual(['/'])
    await elsewhere.close()
  })

  it('that is too large or does not answer is refused', async () => {
    expect(await reading(() => json('x'.repeat(4_100_000)))).toMatchObject({
      read: 'OutboundProblem',
      kept: [],
    })
    expect(await reading(() => null)).toMatchObject({ read: 'OutboundProblem', kept: [] })
  })
})
