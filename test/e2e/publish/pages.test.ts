import { afterAll, describe, expect, it } from 'vitest'
import { attribute, blocks, parsed, within, withClass, wordsOf } from '../../support/publish/parsed.ts'
import { servedRelease } from '../../support/publish/served-release.ts'

const release = await servedRelease()
const { url } = release
afterAll(() => release.close())

const page = async (path: string): Promise<ReturnType<typeof parsed>> => {
  const response = await fetch(url + path)
  expect([path, response.status]).toEqual([path, 200])
  return parsed(await response.text())
}

/** What the guides must hold, counted by `data-kind` in the rendered pages. */
const COUNTS = [
  [
    'northern-ireland',
    { channel: 3, 'national-body': 3, offence: 12, 'ladder-step': 8, route: 5, section: 0 },
  ],
  ['south-africa', { channel: 3, 'national-body': 4, offence: 12, 'ladder-step': 9, route: 5, section: 0 }],
  ['scotland', { channel: 3, 'national-body': 5, offence: 9, 'ladder-step': 8, route: 5, section: 0 }],
  ['australia', { channel: 3, 'national-body': 3, offence: 6, 'ladder-step': 9, route: 5, section: 8 }],
  ['canada', { channel: 4, 'national-body': 3, offence: 10, 'ladder-step': 9, route: 5, section: 0 }],
] as const

const TARGETS: Record<string, string[]> = {
  'northern-ireland': ['united-states', 'canada', 'australia', 'new-zealand', 'south-africa'],
  'south-africa': ['united-states', 'united-kingdom', 'canada', 'australia', 'new-zealand'],
  scotland: ['united-states', 'canada', 'australia', 'new-zealand', 'south-africa'],
  australia: ['united-states', 'united-kingdom', 'canada', 'new-zealand', 'south-africa'],
  canada: ['united-states', 'united-kingdom', 'australia', 'new-zealand', 'south-africa'],
}

describe('every page', () => {
  it.each(Object.keys(TARGETS))(
    'the guide of %s is at most 24 KB, other pages 16 KB, as brotli',
    async (slug) => {
      const size = async (path: string): Promise<number> => {
        const response = await fetch(url + path, { headers: { 'accept-encoding': 'br' } })
        expect(response.status, path).toBe(200)
        return Number(response.headers.get('content-length'))
      }
      expect(await size(`/guides/${slug}/`)).toBeLessThanOrEqual(24 * 1024)
      for (const target of TARGETS[slug] ?? [])
        expect(await size(`/guides/${slug}/to/${target}/`)).toBeLessThanOrEqual(16 * 1024)
      for (const path of ['/changes/', `/guides/${slug}/changes/`, `/version/${slug}/`])
        expect(await size(path)).toBeLessThanOrEqual(16 * 1024)
    },
  )

  it('carries a policy that lets nothing else run, and says no more than it must', async () => {
    const response = await fetch(`${url}/guides/scotland/`)
    const header = (name: string) => response.headers.get(name)
    expect(header('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+' 'sha256-[^']+' 'sha256-[^']+'; script-src 'sha256-[^']+' 'sha256-[^']+' 'sha256-[^']+'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    )
    expect([
      header('referrer-policy'),
      header('x-content-type-options'),
      header('set-cookie'),
      header('x-powered-by'),
    ]).toEqual(['no-referrer', 'nosniff', null, null])
  })
})

describe('the guides', () => {
  it.each(COUNTS)('%s holds every block of its seed', async (slug, counts) => {
    const guide = await page(`/guides/${slug}/`)
    const kinds = [...Object.keys(counts), 'emergency', 'doxxing', 'recording', 'essential']
    expect(Object.fromEntries(kinds.map((kind) => [kind, blocks(guide, kind).length]))).toEqual({
      ...counts,
      emergency: 1,
      doxxing: 1,
      recording: 1,
      essential: 5,
    })
    expect(withClass(blocks(guide, 'national-body'), 'channel--not-here')).toHaveLength(
      slug === 'scotland' ? 1 : 0,
    )
  })

  it.each(Object.entries(TARGETS))('%s leads to each country that is not its own', async (slug, targets) => {
    const hrefs = blocks(await page(`/guides/${slug}/`), 'route').flatMap((route) =>
      within(route, 'a').map((link) => new URL(attribute(link, 'href') ?? '', url).pathname),
    )
    expect(hrefs).toEqual(targets.map((target) => `/guides/${slug}/to/${target}/`))
    for (const href of hrefs) {
      const pair = await page(href)
      expect([...new Set(blocks(pair).map((block) => attribute(block, 'data-kind')))]).toEqual([
        'emergency',
        'channel',
        'route',
        'ladder-step',
        'essential',
        'source',
      ])
      expect(wordsOf(withClass(pair, 'closing')[0])).toContain('You cannot go to INTERPOL yourself')
    }
  })

  it('prints the number of own offences of a state, and names none', async () => {
    const rows = blocks(await page('/guides/australia/'), 'section').map((row) => [
      wordsOf(within(row, 'a')[0]),
      wordsOf(within(row, 'td')[0]).trim(),
      wordsOf(within(row, 'b')[0]),
    ])
    expect(rows).toEqual([
      ['New South Wales', '4 noted', 'All-party consent.'],
      ['Victoria', '2 noted', 'One-party consent.'],
      ['Queensland', '3 noted', 'One-party consent.'],
      ['Western Australia', '3 noted', 'All-party consent.'],
      ['South Australia', '3 noted', 'All-party consent.'],
      ['Tasmania', '3 noted', 'All-party consent.'],
      ['Australian Capital Territory', '3 noted', 'All-party consent.'],
      ['Northern Territory', '2 noted', 'One-party consent.'],
    ])
  })
})

describe('the record of changes', () => {
  it('names every entry that went live, each with its anchor and a link to it', async () => {
    const changes = blocks(await page('/changes/'), 'change').map((change) => {
      const [link] = within(change, 'a')
      return [attribute(change, 'id') ?? '', link ? attribute(link, 'href') : null] as const
    })
    expect(changes.length).toBeGreaterThan(50)
    expect(changes.filter(([id]) => !/^change-\d+$/.test(id))).toEqual([])
    expect(changes.filter(([, href]) => href === null)).toEqual([])
  })
})
