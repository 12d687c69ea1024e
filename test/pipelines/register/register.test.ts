import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import { createOutbound } from '#lib/outbound/create.ts'
import { proposalsOf, proposalsOfNew, type WatchedInstrument } from '#pipelines/register/propose.ts'
import { readFeed, type FeedPage } from '#pipelines/register/read-feed.ts'
import { readRegister } from '#pipelines/register/read-register.ts'
import { BadXml, readXml } from '#pipelines/register/xml.ts'
import { rawAnswer, rawSite } from '../../support/watch/raw-site.ts'

const sample = (name: string): string => readFileSync(`test/fixtures/register/${name}.feed`, 'utf8')

const ACT: WatchedInstrument = {
  id: 'act',
  title: 'Printing and Parcels Act 2019',
  register: { type: 'ukpga', year: 2019, number: 901 },
  since: legalDate('2026-09-01'),
}

describe('a feed of changes to legislation', () => {
  it('is read whole', () => {
    const { effects, published, next, problems } = readFeed(sample('changes-page-1'))
    expect(problems).toEqual([])
    expect(published).toEqual([])
    expect(next).toBe(
      'http://www.legislation.gov.uk/changes/affected/ukpga/2019/901/data.feed?results-count=50&sort=modified&page=2',
    )
    expect(effects).toHaveLength(4)
    expect(effects[2]).toEqual({
      id: 'key-0003',
      affected: {
        type: 'ukpga',
        year: 2019,
        number: 901,
        title: 'Printing and Parcels Act 2019',
        uri: 'http://www.legislation.gov.uk/id/ukpga/2019/901',
        provisions: 's. 9A and cross-heading',
      },
      affecting: {
        type: 'ukpga',
        year: 2026,
        number: 14,
        title: 'Parcels (Safety) Act 2026',
        uri: 'http://www.legislation.gov.uk/id/ukpga/2026/14',
        provisions: 's. 72(7)',
      },
      type: 'inserted',
      days: [
        { on: '2026-06-19', how: 'for specified purposes' },
        { on: '2027-02-05', how: 'in force in so far as not already in force' },
      ],
      note: null,
      modified: '2026-11-18T11:09:19.000Z',
    })
  })

  it('ends where there is no next page', () => {
    expect(readFeed(sample('changes-page-2')).next).toBeNull()
    expect(readFeed(sample('changes-empty'))).toEqual({
      effects: [],
      published: [],
      next: null,
      problems: [],
    })
  })

  it('loses only the entries that break the format, and says which and why', () => {
    const { effects, problems } = readFeed(sample('changes-odd'))
    expect(effects.map(({ id }) => id)).toEqual(['key-0014'])
    const title = 'The entry “Parcels (Safety) Act 2026 effect on Printing and Parcels Act 2019”'
    expect(problems).toEqual([
      `${title} has no EffectId.`,
      `${title} takes force on “31 January 2027”, which is no day.`,
      `${title} has “Eliz2/8” as its AffectedYear.`,
      `${title} names “http://elsewhere.example/id/ukpga/2026/14”, which is no address of the register.`,
      `${title} does not say when it was recorded.`,
    ])
  })

  it.each([
    ['a page of words', '<html><body>Sorry</body></html>', 'The answer is no Atom feed.'],
    ['nothing', '', 'The feed cannot be read. It is no XML document.'],
    [
      'a feed that was cut short',
      sample('changes-page-1').slice(0, 3000),
      'The feed cannot be read. It ends in the middle.',
    ],
    [
      'a feed without its namespace',
      sample('changes-page-1').replace('http://www.w3.org/2005/Atom', 'urn:x'),
      'The answer is no Atom feed.',
    ],
  ])('is %s: that is said', (_, text, problem) => {
    expect(readFeed(text)).toEqual({ effects: [], published: [], next: null, problems: [problem] })
  })

  it('reads names by their namespace, whatever the prefix', () => {
    const other = sample('changes-page-1').replaceAll('ukm:', 'm:').replace('xmlns:ukm', 'xmlns:m')
    expect(readFeed(other)).toEqual(readFeed(sample('changes-page-1')))
    // The same letters in another namespace are other words.
    expect(readFeed(sample('changes-page-1').replaceAll('<ukm:Effect ', '<leg:Effect ')).effects).toEqual([])
  })
})

describe('an XML document', () => {
  it('expands no entity of its own and fetches none', () => {
    const { text } = readXml(
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd"><!ENTITY c "&b;&b;">]><a>&b;&c; &amp; &lt;</a>',
    )
    expect(text).toBe('&b;&c; & <')
  })

  it.each([
    ['nests too deeply', `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`, /nests deeper/],
    ['holds too much', `<a>${'<b/>'.repeat(100_001)}</a>`, /more than 100000 elements/],
  ])('that %s is refused', (_, text, problem) => {
    expect(() => readXml(text)).toThrow(BadXml)
    expect(() => readXml(text)).toThrow(problem)
  })
})

describe('what effects propose', () => {
  const effects = ['changes-page-1', 'changes-page-2'].flatMap((name) => readFeed(sample(name)).effects)

  it('is said in plain words, with the day, the provisions and where to read it', () => {
    expect(proposalsOf(effects, [ACT])).toMatchObject([
      {
        effect: 'key-0001',
        instrument: 'act',
        what: 'repeal',
        title: 's. 127(2)(a)(b): repealed by Parcels (Safety) Act 2026, Sch. 14 para. 10',
        provisions: 's. 127(2)(a)(b)',
        by: 'Parcels (Safety) Act 2026',
        effectiveOn: '2027-01-31',
        url: 'https://www.legislation.gov.uk/changes/affected/ukpga/2019/901/affecting/ukpga/2026/14',
      },
      {
        effect: 'key-0002',
        what: 'amendment',
        title: 's. 127(3): words substituted by Parcels (Safety) Act 2026, s. 4(2)',
      },
      // Part of it took force before anybody last looked, the rest is news.
      {
        effect: 'key-0003',
        what: 'amendment',
        effectiveOn: '2027-02-05',
        days: ['2026-06-19', '2027-02-05'],
      },
      { effect: 'key-0004', effectiveOn: null, days: [] },
      { effect: 'upload-b7x-48', what: 'commencement', effectiveOn: '2026-12-01' },
    ])
  })

  it.each([
    ['repealed', 'repeal'],
    ['revoked', 'repeal'],
    ['omitted', 'repeal'],
    ['words repealed', 'amendment'],
    ['entry omitted', 'amendment'],
    ['substituted', 'amendment'],
    ['coming into force', 'commencement'],
  ])('is of a kind: %s is %s', (type, what) => {
    const [effect] = effects
    if (!effect) throw new Error('The sample is empty.')
    expect(proposalsOf([{ ...effect, type }], [ACT])).toMatchObject([{ what }])
  })

  it('takes force on the first day that is news', () => {
    const [effect] = effects
    if (!effect) throw new Error('The sample is empty.')
    const days = ['2027-06-01', '2026-01-01', '2026-12-24'].map((on) => ({ on: legalDate(on), how: null }))
    expect(proposalsOf([{ ...effect, days }], [ACT])).toMatchObject([{ effectiveOn: '2026-12-24' }])
  })

  it('is nothing on an instrument of the same number in another series', () => {
    expect(proposalsOf(effects, [ACT]).map(({ effect }) => effect)).not.toContain('key-0006')
    expect(proposalsOf(effects, [{ ...ACT, register: { type: 'ukpga', year: 2019, number: 90 } }])).toEqual(
      [],
    )
  })

  it.each([
    [
      'took force before the last look, and was recorded before it',
      '2026-01-01',
      '2026-01-02T00:00:00.000Z',
      false,
    ],
    [
      'took force before the last look, and was recorded only after it',
      '2026-01-01',
      '2026-10-02T00:00:00.000Z',
      true,
    ],
    ['took force years ago, and its record was touched', '2020-01-01', '2026-10-02T00:00:00.000Z', false],
    ['takes force on the day of the last look', '2026-09-01', '2020-01-01T00:00:00.000Z', true],
    ['has no day, and was recorded long ago', null, '2020-01-01T00:00:00.000Z', false],
  ])('depends on whether an effect is news: it %s', (_, day, modified, expected) => {
    const [effect] = effects
    if (!effect) throw new Error('The sample is empty.')
    const on = day === null ? null : legalDate(day)
    const proposals = proposalsOf([{ ...effect, modified, days: [{ on, how: null }] }], [ACT])
    expect(proposals).toHaveLength(expected ? 1 : 0)
  })

  it('is nothing on another Act of a session that shares the number', () => {
    const [effect] = effects
    if (!effect) throw new Error('The sample is empty.')
    const old = {
      ...ACT,
      register: { type: 'ukpga', year: 1925, number: 20 },
      title: 'Law of Printing Act 1925',
    }
    const on = (title: string) => [
      { ...effect, affected: { ...effect.affected, year: 1925, number: 20, title } },
    ]
    expect(proposalsOf(on('Law of Parcels Act 1925'), [old])).toEqual([])
    expect(proposalsOf(on('The Law of Printing Act 1925'), [old])).toHaveLength(1)
  })
})

describe('what new legislation proposes', () => {
  const { published, problems } = readFeed(sample('new'))

  it('is read with its titles', () => {
    expect(problems).toEqual([])
    expect(published).toHaveLength(4)
  })

  it('is a change of the instrument after which it is named', () => {
    expect(proposalsOfNew(published, [ACT])).toEqual([
      {
        effect: 'http://www.legislation.gov.uk/id/uksi/2026/1301 on act',
        instrument: 'act',
        what: 'commencement',
        title: 'Published: The Printing and Parcels Act 2019 (Commencement No. 7) Regulations 2026',
        provisions: null,
        by: 'The Printing and Parcels Act 2019 (Commencement No. 7) Regulations 2026',
        effectiveOn: null,
        days: [],
        url: 'https://www.legislation.gov.uk/uksi/2026/1301',
        modified: '2026-11-19T01:00:00.000Z',
      },
      expect.objectContaining({ what: 'amendment', url: 'https://www.legislation.gov.uk/uksi/2026/1302' }),
    ])
  })

  it('is nothing where an instrument is named alike, or was published before the last look', () => {
    expect(proposalsOfNew(published, [{ ...ACT, title: 'Parcels Act 20' }])).toEqual([])
    expect(proposalsOfNew(published, [{ ...ACT, since: legalDate('2026-12-01') }])).toEqual([])
  })
})

it.each([
  ['its declaration', '<?xml version="1.0" encoding="iso-8859-2"?>', 'application/atom+xml'],
  ['its header', '', 'application/atom+xml; charset=iso-8859-2'],
])('a feed is read in the encoding of %s', async (_name, declaration, type) => {
  const feed = sample('changes-page-1')
    .replace(/^<\?xml[^>]*>\s*/, declaration)
    .replaceAll('Parcels (Safety) Act 2026', 'Zákon \xe8. 14')
    .replace(/<link rel="next"[^>]*>/, '')
  const site = await rawSite(() => rawAnswer(200, [`content-type: ${type}`], Buffer.from(feed, 'latin1')))
  const outbound = createOutbound({ publicUrl: 'http://127.0.0.1', allow: site.host, pause: 0 })
  const pages: FeedPage[] = []
  await readRegister(
    outbound,
    { origin: `http://${site.host}`, feed: '/f', readUpTo: null, etag: null, lastModified: null },
    (page) => Promise.resolve(void pages.push(page)),
  )
  await outbound.close()
  await site.close()
  expect(pages[0]?.effects[2]?.affecting.title).toBe('Zákon č. 14')
})

it('a register that leads to another host is not read there, on no page', async () => {
  const elsewhere = await rawSite(() =>
    rawAnswer(200, ['content-type: application/atom+xml'], Buffer.from(sample('changes-page-1'))),
  )
  const away = rawAnswer(302, [`location: http://${elsewhere.host}/f`], '')
  const first = rawAnswer(
    200,
    ['content-type: application/atom+xml', 'etag: "1"'],
    Buffer.from(sample('changes-page-1')),
  )
  const outbound = createOutbound({ publicUrl: 'http://127.0.0.1', allow: '127.0.0.1', pause: 0 })
  for (const [answers, kept] of [
    [[away], 0],
    [[first, away], 1],
  ] as const) {
    let asked = 0
    const site = await rawSite(() => answers[asked++] ?? null)
    const pages: FeedPage[] = []
    const read = await readRegister(
      outbound,
      { origin: `http://${site.host}`, feed: '/f', readUpTo: null, etag: null, lastModified: null },
      (page) => Promise.resolve(void pages.push(page)),
    )
    expect(read).toMatchObject({
      whole: false,
      problems: [`The register led to ${elsewhere.host}: nothing is read there. Look whether it has moved.`],
    })
    expect(pages).toHaveLength(kept)
    await site.close()
  }
  expect(elsewhere.asked).toHaveLength(2)
  await outbound.close()
  await elsewhere.close()
})
