import type { Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningBrowser } from '#lib/browser.ts'
import { axeProblems, launch, watchedPage } from '../../support/browser.ts'
import { ownServer } from '../../support/own-server.ts'

const server = await ownServer('nothing')
const { url } = server

/** One page of each kind. */
const KINDS = [
  ['index', '/'],
  ['guide', '/guides/scotland/'],
  ['guide with sections', '/guides/australia/'],
  ['section', '/guides/australia/new-south-wales/'],
  ['pair', '/guides/south-africa/to/united-kingdom/'],
  ['essentials', '/essentials/'],
  ['essay', '/essentials/platforms/'],
  ['changes', '/changes/'],
  ['changes of a guide', '/guides/scotland/changes/'],
  ['about', '/about/'],
  ['not found', '/404.html'],
] as const

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

let running: RunningBrowser

beforeAll(async () => {
  running = await launch()
})
afterAll(async () => {
  await running?.close()
  await server.stop()
})

describe('every kind of page', () => {
  for (const [name, path] of KINDS)
    it.each([360, 1280])(
      `${name} is one request, without complaint of axe or browser, %i px wide`,
      async (width) => {
        const { page, trouble, requests } = await watchedPage(running, width)
        await page.goto(url + path, { waitUntil: 'networkidle0' })
        expect(requests).toEqual([url + path])
        expect(await axeProblems(page)).toEqual([])
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0)
        expect(await page.cookies()).toEqual([])
        expect(await page.$eval('.exit', (link) => link.textContent.trim())).toBe('Leave this site')
        expect(await page.$eval('meta[name=robots]', (meta) => meta.getAttribute('content'))).toBe('noindex')
        expect(trouble).toEqual([])
        await page.browserContext().close()
      },
    )

  it.each(['/', '/guides/northern-ireland/', '/essentials/evidence/', '/changes/'])(
    '%s stands the dark, and doubled text',
    async (path) => {
      const { page } = await watchedPage(running, 360)
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }])
      await page.goto(url + path)
      expect(await axeProblems(page)).toEqual([])
      await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'))
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0)
      await page.browserContext().close()
    },
  )

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
      for (const path of ['/changes/', `/guides/${slug}/changes/`])
        expect(await size(path)).toBeLessThanOrEqual(16 * 1024)
    },
  )

  it('carries a policy that lets nothing else run, and says no more than it must', async () => {
    const response = await fetch(`${url}/guides/scotland/`)
    const header = (name: string) => response.headers.get(name)
    expect(header('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
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
    const { page } = await watchedPage(running)
    await page.goto(`${url}/guides/${slug}/`)
    const found = await page.evaluate(
      (kinds) =>
        Object.fromEntries(
          kinds.map((kind) => [kind, document.querySelectorAll(`[data-kind="${kind}"]`).length]),
        ),
      [...Object.keys(counts), 'emergency', 'doxxing', 'recording', 'essential'],
    )
    expect(found).toEqual({ ...counts, emergency: 1, doxxing: 1, recording: 1, essential: 5 })
    expect(
      await page.$$eval('[data-kind="national-body"].channel--not-here', (blocks) => blocks.length),
    ).toBe(slug === 'scotland' ? 1 : 0)
    await page.browserContext().close()
  })

  it.each(Object.entries(TARGETS))('%s leads to each country that is not its own', async (slug, targets) => {
    const { page } = await watchedPage(running)
    await page.goto(`${url}/guides/${slug}/`)
    const hrefs = await page.$$eval('[data-kind="route"] a', (links) =>
      links.map((link) => new URL(link.href).pathname),
    )
    expect(hrefs).toEqual(targets.map((target) => `/guides/${slug}/to/${target}/`))
    for (const href of hrefs) {
      await page.goto(url + href)
      const kinds = await page.$$eval('[data-kind]', (blocks) => [
        ...new Set(blocks.map((block) => block.getAttribute('data-kind'))),
      ])
      expect(kinds).toEqual(['emergency', 'channel', 'route', 'ladder-step', 'essential', 'source'])
      expect(await page.$eval('.closing', (closing) => closing.textContent)).toContain(
        'You cannot go to INTERPOL yourself',
      )
    }
    await page.browserContext().close()
  })

  it('prints the number of own offences of a state, and names none', async () => {
    const { page } = await watchedPage(running)
    await page.goto(`${url}/guides/australia/`)
    const rows = await page.$$eval('[data-kind="section"]', (all) =>
      all.map((row) => [
        row.querySelector('a')?.textContent,
        row.querySelector('td')?.textContent.trim(),
        row.querySelector('b')?.textContent,
      ]),
    )
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
    await page.browserContext().close()
  })

  it('links every number of a claim to a source that is there, and every link inside the site to a page', async () => {
    const { page } = await watchedPage(running)
    const seen = new Set<string>()
    const queue = ['/']
    const broken: string[] = []
    while (queue.length > 0) {
      const path = queue.pop() ?? '/'
      if (seen.has(path)) continue
      seen.add(path)
      if (/\.(pdf|atom|json)$/.test(path)) {
        if ((await fetch(url + path, { method: 'HEAD' })).status !== 200) broken.push(path)
        continue
      }
      const response = await page.goto(url + path)
      if (response?.status() !== 200) broken.push(path)
      const { fragments, links } = await page.evaluate(() => {
        const anchors = [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].map((anchor) => ({
          href: anchor.getAttribute('href') ?? '',
          url: new URL(anchor.href),
        }))
        return {
          fragments: anchors
            .filter(({ href }) => href.startsWith('#'))
            .map(({ href }) => href)
            .filter((href) => !document.getElementById(decodeURIComponent(href.slice(1)))),
          links: anchors
            .filter(({ url: target }) => target.origin === location.origin)
            .map(({ url: target }) => target.pathname),
        }
      })
      broken.push(...fragments.map((fragment) => path + fragment))
      queue.push(...links.filter((link) => !seen.has(link)))
    }
    expect(broken).toEqual([])
    // 5 guides, 10 PDFs, 8 sections, 25 pairs, 5 essays, index, essentials, about; 6 lists of changes with 2 feeds each;
    // the form to subscribe, and the one for a link.
    expect(seen.size).toBe(76)
    await page.browserContext().close()
  })
})

describe('the record of changes', () => {
  it('names every entry that went live, each with its anchor and a link to it', async () => {
    const { page } = await watchedPage(running)
    await page.goto(`${url}/changes/`)
    const changes = await page.$$eval('[data-kind="change"]', (blocks) =>
      blocks.map((block) => [block.id, block.querySelector('a')?.getAttribute('href') ?? null] as const),
    )
    expect(changes.length).toBeGreaterThan(50)
    expect(changes.filter(([id]) => !/^change-\d+$/.test(id))).toEqual([])
    expect(changes.filter(([, href]) => href === null)).toEqual([])
    await page.browserContext().close()
  })

  it.each(['/', '/changes/', '/guides/scotland/', '/guides/scotland/changes/'])(
    '%s names feeds that are there, of their type, and can be read',
    async (path) => {
      const { page } = await watchedPage(running)
      await page.goto(url + path)
      const feeds = await page.$$eval('link[rel=alternate]', (links) =>
        links.map((link) => [link.getAttribute('type') ?? '', link.getAttribute('href') ?? '']),
      )
      const folder = path.startsWith('/guides/') ? '/guides/scotland' : ''
      expect(feeds).toEqual([
        ['application/atom+xml', `${folder}/feed.atom`],
        ['application/feed+json', `${folder}/feed.json`],
      ])
      for (const [type = '', href = ''] of feeds) {
        const response = await fetch(url + href)
        expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
        const text = await response.text()
        const entries = href.endsWith('.json')
          ? (JSON.parse(text) as { items: unknown[] }).items.length
          : await page.evaluate((xml) => {
              const feed = new DOMParser().parseFromString(xml, 'application/xml')
              return feed.querySelector('parsererror') ? -1 : feed.querySelectorAll('entry').length
            }, text)
        expect(entries).toBeGreaterThan(0)
        expect(entries).toBeLessThanOrEqual(50)
      }
      await page.browserContext().close()
    },
  )
})

describe('an offence', () => {
  const anchor = '/guides/scotland/#scotland/offence/stalking'

  it('opens by its anchor, in view, with its seven parts', async () => {
    const { page } = await watchedPage(running, 360, 760)
    await page.goto(url + anchor)
    const offence = await page.waitForSelector('details:has([id="scotland/offence/stalking"])')
    expect(await offence?.evaluate((details) => details.open)).toBe(true)
    const top = await offence?.$eval('summary', (summary) => summary.getBoundingClientRect().top)
    expect(top).toBeGreaterThanOrEqual(48)
    expect(top).toBeLessThan(700)
    expect(await offence?.$$eval('dt', (terms) => terms.map((term) => term.textContent))).toEqual([
      'Law',
      'Standing',
      'Maximum penalty',
      'What it covers',
      'Section',
      'Key elements',
      'Official source',
      'See also',
    ])
    await page.browserContext().close()
  })

  it('opens and closes by keyboard, without script', async () => {
    const { page } = await watchedPage(running)
    await page.setJavaScriptEnabled(false)
    await page.goto(`${url}/guides/scotland/`)
    const isOpen = () => page.$eval('details', (details) => details.open)
    await page.focus('details summary')
    await page.keyboard.press('Enter')
    expect(await isOpen()).toBe(true)
    await page.keyboard.press('Enter')
    expect(await isOpen()).toBe(false)
    await page.browserContext().close()
  })

  it('is open in print', async () => {
    const { page } = await watchedPage(running)
    await page.goto(`${url}/guides/scotland/`)
    await page.emulateMediaType('print')
    const hidden = await page.$$eval(
      '[data-kind="offence"]',
      (blocks) =>
        blocks.filter(
          (block) =>
            (block as HTMLElement).checkVisibility({ contentVisibilityAuto: true }) === false ||
            block.getBoundingClientRect().height < 50,
        ).length,
    )
    expect(hidden).toBe(0)
    await page.browserContext().close()
  })
})

describe('the way out', () => {
  /** Opens pages of the site one after the other, as links do, after a page of somebody else. */
  async function wander(steps: (page: Page) => Promise<void>): Promise<Page> {
    const { page } = await watchedPage(running)
    // The neutral page is somebody else's: it is answered here, so that nothing leaves the machine.
    await page.setRequestInterception(true)
    page.on('request', (request) => {
      if (request.url().startsWith(url)) void request.continue()
      else void request.respond({ status: 200, contentType: 'text/html', body: '<title>Weather</title>' })
    })
    await page.goto('https://before.example.org/')
    await page.goto(`${url}/`)
    await steps(page)
    return page
  }

  const leaveAndGoBack = async (page: Page): Promise<void> => {
    await page.waitForFunction(() => document.title === 'Weather' && location.host !== 'before.example.org')
    expect(new URL(page.url()).host).toBe('www.bbc.co.uk')
    await page.goBack()
    expect(page.url()).toBe('https://before.example.org/')
    await page.browserContext().close()
  }

  it('leaves no help page behind Back: button, from deep inside', async () => {
    const page = await wander(async (each) => {
      await each.click('a[href="/guides/scotland/"]')
      await each.waitForSelector('#ladder')
      await each.click('.contents a[href="#ladder"]')
      await each.click('a[href="/guides/scotland/to/canada/"]')
      await each.waitForSelector('.route')
    })
    await page.click('.exit')
    await leaveAndGoBack(page)
  })

  it('leaves by the Escape key, pressed three times', async () => {
    const page = await wander(async (each) => {
      await each.click('a[href="/guides/canada/"]')
      await each.waitForSelector('#ladder')
    })
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    expect(page.url()).toContain('/guides/canada/')
    await page.keyboard.press('Escape')
    await leaveAndGoBack(page)
  })

  it('is a plain link without script', async () => {
    const { page } = await watchedPage(running)
    await page.setJavaScriptEnabled(false)
    await page.goto(`${url}/guides/scotland/`)
    expect(
      await page.$eval('.exit', (link) => [link.getAttribute('href'), link.getAttribute('rel')]),
    ).toEqual(['https://www.bbc.co.uk/weather', 'noreferrer nofollow'])
    await page.browserContext().close()
  })

  it('stays in view and in reach while one reads', async () => {
    const { page } = await watchedPage(running, 360, 760)
    await page.goto(`${url}/guides/scotland/#sources`)
    const box = await page.$eval('.exit', (link) => link.getBoundingClientRect().toJSON() as DOMRect)
    expect(box.top).toBe(0)
    expect(box.height).toBeGreaterThanOrEqual(44)
    expect(box.width).toBeGreaterThanOrEqual(44)
    await page.browserContext().close()
  })
})
