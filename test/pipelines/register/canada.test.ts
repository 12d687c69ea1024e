import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import { createOutbound } from '#lib/outbound/create.ts'
import { readAct } from '#pipelines/register/canada/read-act.ts'
import { proposalsOfSections } from '#pipelines/register/canada/propose.ts'
import { actFeed, readCanada } from '#pipelines/register/canada/read-canada.ts'
import { rawAnswer, rawSite } from '../../support/watch/raw-site.ts'

const ACT = readFileSync('test/fixtures/register/canada-act.xml', 'utf8')
const WATCHED = { id: 'act', title: 'Parcels Act', since: legalDate('2026-09-01') }

describe('a consolidated Act of Justice Laws', () => {
  it('gives each section of its body with its last change, and none of its schedules or not in force', () => {
    expect(readAct(ACT)).toEqual({
      sections: [
        { label: '1', on: '2019-01-01', repealed: false, by: 'R.S., 1985, c. P-99, s. 1' },
        { label: '12.1', on: '2026-10-01', repealed: false, by: '2026, c. 14, s. 3' },
        { label: '13 and 14', on: '2026-10-01', repealed: true, by: '2026, c. 14, s. 4' },
      ],
      problems: [],
    })
  })

  it('is read by its namespace, whatever the prefix', () => {
    expect(readAct(ACT.replaceAll('lims:', 'l:').replace('xmlns:lims', 'xmlns:l'))).toEqual(readAct(ACT))
  })

  it('loses a section with a broken day alone, and says which', () => {
    const { sections, problems } = readAct(
      ACT.replace('lims:lastAmendedDate="2019-01-01"', 'lims:lastAmendedDate="1 January 2019"'),
    )
    expect(sections).toHaveLength(2)
    expect(problems).toEqual(['Section 1 changed on “1 January 2019”, which is no day.'])
  })

  it.each([
    ['a page of words', '<html><body>Sorry</body></html>', 'no Act or regulation of Justice Laws.'],
    ['nothing', '', 'It is no XML document.'],
    ['cut short', ACT.slice(0, 2500), 'It ends in the middle.'],
    [
      'without its namespace',
      ACT.replace('http://justice.gc.ca/lims', 'urn:x'),
      'when its sections changed.',
    ],
    [
      'nested too deeply',
      `<Statute xmlns:lims="http://justice.gc.ca/lims">${'<a>'.repeat(500)}`,
      'deeper than 60',
    ],
  ])('is %s: that is said, and nothing is proposed', (_, text, problem) => {
    const read = readAct(text)
    expect(read.sections).toEqual([])
    expect(read.problems).toEqual([expect.stringContaining(problem)])
  })

  it('expands no entity of its own and fetches none', () => {
    const hostile = ACT.replace(
      '<Statute',
      '<!DOCTYPE Statute [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "&x;&x;">]><Statute',
    ).replace('2026, c. 14, s. 3<', '&x;&y;, c. 14, s. 3<')
    expect(readAct(hostile).sections[1]?.by).toBe(', c. 14, s. 3')
    expect(JSON.stringify(readAct(hostile))).not.toContain('root:')
  })
})

describe('what changed sections propose', () => {
  it('is each that changed since the last review, with its provision and where to read it', () => {
    expect(proposalsOfSections('P-99', readAct(ACT).sections, WATCHED, null)).toEqual([
      {
        effect: 'laws-lois.justice.gc.ca/P-99/12.1/2026-10-01',
        instrument: 'act',
        what: 'amendment',
        title: 's. 12.1: amended by 2026, c. 14, s. 3',
        provisions: 's. 12.1',
        by: '2026, c. 14',
        effectiveOn: '2026-10-01',
        days: ['2026-10-01'],
        url: 'https://laws-lois.justice.gc.ca/eng/acts/P-99/section-12.1.html',
        modified: '2026-10-01T00:00:00.000Z',
      },
      expect.objectContaining({
        what: 'repeal',
        provisions: 's. 13 and 14',
        by: '2026, c. 14',
        url: 'https://laws-lois.justice.gc.ca/eng/acts/P-99/',
      }),
    ])
  })

  it.each<[since: string, readUpTo: string | null, proposed: number, why: string]>([
    ['2026-10-02', null, 0, 'nothing is known of when it was consolidated'],
    ['2026-10-02', '2026-10-01T00:00:00.000Z', 0, 'it stood there at the last reading'],
    ['2026-10-02', '2019-01-01T00:00:00.000Z', 2, 'it was consolidated after the last reading'],
    ['2027-10-01', '2019-01-01T00:00:00.000Z', 2, 'so late as a register may be'],
    ['2027-10-02', '2019-01-01T00:00:00.000Z', 0, 'later than that'],
  ])('with a review on the day before %s and readings up to %s is %i: %s', (since, readUpTo, proposed) => {
    const watched = { ...WATCHED, since: legalDate(since) }
    expect(proposalsOfSections('P-99', readAct(ACT).sections, watched, readUpTo)).toHaveLength(proposed)
  })
})

interface Asked {
  etag?: string | null
  readUpTo?: string | null
  watched?: typeof WATCHED
}

describe('Justice Laws', () => {
  const reading = async (
    answer: Parameters<typeof rawSite>[0],
    { etag = null, readUpTo = null, watched = WATCHED }: Asked = {},
  ) => {
    const site = await rawSite(answer)
    const outbound = createOutbound({
      publicUrl: 'http://127.0.0.1',
      allow: '127.0.0.1',
      pause: 0,
      timeouts: { headers: 300, body: 300, whole: 2_000 },
    })
    const kept: string[] = []
    const request = {
      origin: `http://${site.host}`,
      feed: actFeed('P-99'),
      readUpTo,
      etag,
      lastModified: null,
    }
    const read = await readCanada(outbound, request, {
      act: 'P-99',
      watched,
      keep: (proposals) => Promise.resolve(void kept.push(...proposals.map(({ effect }) => effect))),
    }).catch((error: unknown) => (error instanceof Error ? error.name : 'unknown'))
    await outbound.close()
    await site.close()
    return { read, kept, asked: site.asked }
  }
  const xml = (body: string | Buffer) =>
    rawAnswer(200, ['content-type: text/xml', 'etag: "1"'], Buffer.from(body))

  it('is asked for the whole Act, and gives what is proposed', async () => {
    const { read, kept, asked } = await reading(() => xml(ACT))
    expect(asked.map(({ path }) => path)).toEqual(['/eng/XML/P-99.xml'])
    expect(kept).toHaveLength(2)
    expect(read).toMatchObject({ whole: true, etag: '"1"', newest: '2026-10-01T00:00:00.000Z', problems: [] })
  })

  it('is read again where it consolidates late: what was not there at the last reading is proposed', async () => {
    const asked = {
      readUpTo: '2019-01-01T00:00:00.000Z',
      watched: { ...WATCHED, since: legalDate('2026-11-01') },
    }
    const { kept } = await reading(() => xml(ACT), asked)
    expect(kept).toHaveLength(2)
  })

  it('is asked by condition, and then proposes nothing', async () => {
    const { read, kept, asked } = await reading(() => rawAnswer(304, ['etag: "1"'], ''), { etag: '"1"' })
    expect(asked[0]?.headers['if-none-match']).toBe('"1"')
    expect([read, kept]).toMatchObject([{ unchanged: true, etag: '"1"' }, []])
  })

  it('that does not know the Act, fails, or is elsewhere by now proposes nothing, and is asked again', async () => {
    const elsewhere = await rawSite(() => xml(ACT), '127.0.0.1')
    for (const [answer, problem] of [
      [rawAnswer(404, [], ''), 'Justice Laws has no such Act: check the number of the instrument.'],
      [rawAnswer(500, [], ''), 'Justice Laws answered with 500.'],
      [
        rawAnswer(302, [`location: http://${elsewhere.host}/eng/XML/P-99.xml`], ''),
        `The register led to ${elsewhere.host}: nothing is read there. Look whether it has moved.`,
      ],
    ] as const) {
      const { read, kept } = await reading(() => answer)
      expect([read, kept]).toMatchObject([{ whole: false, problems: [problem], etag: null }, []])
    }
    expect(elsewhere.asked).toHaveLength(1)
    await elsewhere.close()
  })

  it('that is too large or does not answer is refused', async () => {
    const huge = Buffer.concat([Buffer.from('<Statute>'), Buffer.alloc(33_000_000, 0x20)])
    expect(await reading(() => xml(huge))).toMatchObject({ read: 'OutboundProblem', kept: [] })
    expect(await reading(() => null)).toMatchObject({ read: 'OutboundProblem', kept: [] })
  })
})
