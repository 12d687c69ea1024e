import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeProblems, watchedPage, type Watched } from '../../support/browser.ts'
import { borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import { attribute, named, parsed } from '../../support/publish/parsed.ts'
import { servedRelease } from '../../support/publish/served-release.ts'

const release = await servedRelease()
const { url } = release

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
  ['version', '/version/scotland/'],
  ['search', '/search/'],
  ['search of a guide', '/guides/scotland/search/'],
  ['about', '/about/'],
  ['not found', '/404.html'],
] as const

let running: Borrowed
/** One tab for the tests that look at one page after the other. */
let tab: Watched

beforeAll(async () => {
  running = await borrowBrowser()
  tab = await watchedPage(running)
})
afterAll(async () => {
  await running?.close()
  release.close()
})

describe('every kind of page', () => {
  for (const [name, path] of KINDS)
    it.each([360, 1280])(
      `${name} is one request, without complaint of axe or browser, %i px wide`,
      async (width) => {
        const { page, trouble, requests } = tab
        await page.goto('about:blank')
        const phone = width < 500
        await page.setViewport({ width, height: 900, hasTouch: phone, isMobile: phone })
        trouble.length = 0
        requests.length = 0
        await page.goto(url + path)
        expect(await axeProblems(page)).toEqual([])
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0)
        expect(await page.cookies()).toEqual([])
        expect(await page.$eval('.exit', (link) => link.textContent.trim())).toBe('Leave this site')
        expect(await page.$eval('.bar__call', (link) => link.getAttribute('href'))).toMatch(
          /^\/(guides|version)\//.test(path) ? /^tel:\d+$/ : /^\/#guides$/,
        )
        expect(await page.$eval('meta[name=robots]', (meta) => meta.getAttribute('content'))).toBe('noindex')
        expect(requests).toEqual([url + path])
        expect(trouble).toEqual([])
      },
    )

  it.each(['/', '/guides/northern-ireland/', '/essentials/evidence/', '/changes/', '/404.html'])(
    '%s stands forced colours, the dark, and doubled text',
    async (path) => {
      const { page } = await watchedPage(running, 320)
      await page.goto(url + path)
      const protocol = await page.createCDPSession()
      await protocol.send('Emulation.setEmulatedMedia', {
        features: [{ name: 'forced-colors', value: 'active' }],
      })
      expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true)
      expect(await axeProblems(page)).toEqual([])
      await protocol.detach()
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }])
      expect(await axeProblems(page)).toEqual([])
      await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'))
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0)
      await page.browserContext().close()
    },
  )
})

describe('an essay', () => {
  it('leads back to the guide one came from, without script', async () => {
    const { page } = await watchedPage(running, 320)
    await page.setJavaScriptEnabled(false)
    await page.goto(`${url}/guides/scotland/`)
    await page.$eval('[data-kind=essential] a', (link) => link.scrollIntoView({ block: 'center' }))
    await Promise.all([page.waitForNavigation(), page.click('[data-kind=essential] a')])
    expect(new URL(page.url()).hash).toBe('#from-scotland')
    const shown = await page.$$eval('.back--from', (ways) =>
      ways.filter((way) => way.checkVisibility()).map((way) => way.textContent),
    )
    expect(shown).toEqual(['Guide for Scotland'])
    await Promise.all([page.waitForNavigation(), page.click('#from-scotland a')])
    expect(page.url()).toBe(`${url}/guides/scotland/`)
    await page.browserContext().close()
  })
})

describe('the page that tells whether a copy is current', () => {
  it.each([320, 1280])(
    'marks the line of the copy that led here, without script, %i px wide',
    async (width) => {
      const { page } = await watchedPage(running, width)
      await page.setJavaScriptEnabled(false)
      const shown = async (hash: string) => {
        await page.goto('about:blank')
        await page.goto(`${url}/version/scotland/${hash}`)
        return page.$$eval('.copy-line__yours, .copy-line--older:has(:target), .none-marked', (lines) =>
          lines.flatMap((line) => {
            const { top, bottom } = line.getBoundingClientRect()
            const inView = top >= 0 && bottom <= innerHeight
            return line.checkVisibility() ? [[line.className, inView, line.textContent.split('.')[0]]] : []
          }),
        )
      }
      const general = [
        'none-marked',
        true,
        'No line is marked as yours? Look for the day on your copy (“changed on …”): take all that is listed for that day or later as changed since',
      ]
      expect(await shown('')).toEqual([general])
      expect(await shown('#v-999999')).toEqual([general])
      const marks = await page.$$eval('.copy-line[id]', (lines) => lines.map(({ id }) => id))
      expect(marks.length).toBeGreaterThan(20)
      expect(await shown(`#${marks[0]}`)).toEqual([['copy-line__yours', true, 'Your copy is current']])
      expect(await shown(`#${marks[9]}`)).toEqual([['copy-line__yours', true, 'Your copy is out of date']])
      expect(await shown('#v-0')).toEqual([
        ['copy-line copy-line--older', true, 'Copies older than all of these are out of date'],
      ])
      await page.browserContext().close()
    },
  )
})

describe('what crawlers and browsers ask for', () => {
  it.each([
    ['/robots.txt', 'text/plain; charset=utf-8'],
    ['/favicon.ico', 'image/vnd.microsoft.icon'],
  ])('%s is there, of its type', async (path, type) => {
    const response = await fetch(url + path)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
  })

  it('shows the icon under the policy of the page', async () => {
    const { page, trouble } = await watchedPage(running)
    await page.goto(`${url}/about/`)
    const width = await page.evaluate(async () => {
      const image = new Image()
      image.src = document.querySelector<HTMLLinkElement>('link[rel=icon]')?.href ?? ''
      await image.decode()
      return image.naturalWidth
    })
    expect([width, trouble]).toEqual([16, []])
    await page.browserContext().close()
  })
})

describe('the feeds that a page names', () => {
  it.each(['/', '/changes/', '/guides/scotland/', '/guides/scotland/changes/'])(
    'of %s are there, of their type, and can be read',
    async (path) => {
      const feeds = named(parsed(await (await fetch(url + path)).text()), 'link')
        .filter((link) => attribute(link, 'rel') === 'alternate')
        .map((link) => [attribute(link, 'type') ?? '', attribute(link, 'href') ?? ''])
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
          : await tab.page.evaluate((xml) => {
              const feed = new DOMParser().parseFromString(xml, 'application/xml')
              return feed.querySelector('parsererror') ? -1 : feed.querySelectorAll('entry').length
            }, text)
        expect(entries).toBeGreaterThan(0)
        expect(entries).toBeLessThanOrEqual(50)
      }
    },
  )
})

describe('the other forms of a guide', () => {
  it.each([
    ['/guides/scotland/scotland.epub', 'application/epub+zip'],
    ['/guides/scotland/scotland.html', 'text/html;charset=utf-8'],
    ['/guides/scotland/scotland.txt', 'text/plain; charset=utf-8'],
    ['/guides/scotland/guide.json', 'application/json'],
    ['/data/site.json', 'application/json'],
    ['/data/schema/guide-1.json', 'application/json'],
  ])('%s is there, of its type', async (path, type) => {
    const response = await fetch(url + path)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1000)
  })

  it('need nothing but themselves, and the policy of the site lets them be shown', async () => {
    const { page, trouble, requests } = await watchedPage(running, 360)
    await page.goto(`${url}/guides/scotland/scotland.html`)
    expect(await page.$eval('.emergency__number', (number) => getComputedStyle(number).color)).toBe(
      'rgb(255, 255, 255)',
    )
    expect([trouble, requests]).toEqual([[], [`${url}/guides/scotland/scotland.html`]])
    await page.browserContext().close()
  })
})

describe('what a guide folds', () => {
  const SLUGS = ['northern-ireland', 'south-africa', 'scotland', 'australia', 'canada']

  it.each(SLUGS)('leaves at most 14 screens of a phone, in %s', async (slug) => {
    const { page } = await watchedPage(running, 360, 760)
    await page.goto(`${url}/guides/${slug}/`)
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    expect(height / 760).toBeLessThanOrEqual(14)
    await page.browserContext().close()
  })

  it.each([
    ['a channel', '#scotland/channel/police-online', '.ask'],
    ['a step', '#scotland/ladder/officer', 'p'],
    ['all sources', '#sources', 'ol'],
    ['a source', '#source-3', 'a'],
  ])('is open and in view for who is led to it: %s', async (_what, anchor, inside) => {
    const { page, trouble } = await watchedPage(running, 360, 760)
    await page.goto(`${url}/guides/scotland/`)
    await page.evaluate((hash) => void (location.hash = hash), anchor)
    const target = `[id="${anchor.slice(1)}"]`
    await page.waitForSelector(`${target} ${inside}`, { visible: true })
    const { top, folded } = await page.$eval(target, (element) => ({
      top: element.getBoundingClientRect().top,
      folded:
        element.querySelector('details.fold:not([open])') !== null ||
        element.closest('details:not([open])') !== null,
    }))
    expect(folded).toBe(false)
    expect(top).toBeGreaterThanOrEqual(48)
    expect(top).toBeLessThan(700)
    expect(trouble).toEqual([])
    await page.browserContext().close()
  })

  it('is on paper', async () => {
    const { page } = await watchedPage(running)
    await page.goto(`${url}/guides/scotland/`)
    await page.emulateMediaType('print')
    const hidden = await page.$$eval('.channel .ask, .step p, .sources li, #doxxing p', (blocks) =>
      blocks
        .filter((block) => block.getBoundingClientRect().height < 10)
        .map(({ textContent }) => textContent),
    )
    expect(hidden).toEqual([])
    await page.browserContext().close()
  })
})

describe('the table of the sections of a guide', () => {
  it('says in each cell what it is about where the heads of its columns are out of sight', async () => {
    const { page } = await watchedPage(running, 360, 760)
    await page.goto(`${url}/guides/australia/`)
    await page.$eval('#sections details', (details) => (details.open = true))
    const labels = () =>
      page.$$eval('.sections tbody tr:first-child td', (cells) =>
        cells.map((cell) => getComputedStyle(cell, '::before').content),
      )
    expect(await labels()).toEqual(['"Offences of its own:"', '"Recording:"'])
    await page.setViewport({ width: 1280, height: 900 })
    expect(await labels()).toEqual(['none', 'none'])
    await page.browserContext().close()
  })
})

describe('a page that is printed by a browser', () => {
  it('is open while it prints, and then as it was', async () => {
    const { page } = await watchedPage(running)
    await page.goto(`${url}/guides/scotland/`)
    const states = await page.evaluate(() => {
      const open = () => [...document.querySelectorAll('details')].map((each) => each.open)
      const before = open()
      dispatchEvent(new Event('beforeprint'))
      const printing = open()
      dispatchEvent(new Event('afterprint'))
      return { before, printing, after: open() }
    })
    expect(states.before).toContain(false)
    expect(states.before).toContain(true)
    expect(states.printing).not.toContain(false)
    expect(states.after).toEqual(states.before)
    await page.browserContext().close()
  })
})

describe('an offence', () => {
  const anchor = '/guides/scotland/#scotland/offence/stalking'

  it('opens by its anchor, in view, with its parts', async () => {
    const { page } = await watchedPage(running, 360, 760)
    await page.goto(url + anchor)
    const offence = await page.waitForSelector('details[id="scotland/offence/stalking"]')
    expect(await offence?.evaluate((details) => details.open)).toBe(true)
    const top = await offence?.$eval('summary', (summary) => summary.getBoundingClientRect().top)
    expect(top).toBeGreaterThanOrEqual(48)
    expect(top).toBeLessThan(700)
    expect(await offence?.$$eval('dt', (terms) => terms.map((term) => term.textContent))).toEqual([
      'Maximum penalty',
      'What it covers',
      'It can look like this',
      'What has to be shown',
      'The law',
      'See also',
    ])
    await page.browserContext().close()
  })

  it('opens and closes by keyboard, without script', async () => {
    const { page } = await watchedPage(running)
    await page.setJavaScriptEnabled(false)
    await page.goto(`${url}/guides/scotland/`)
    const isOpen = () => page.$eval('.offence', (details) => (details as HTMLDetailsElement).open)
    await page.focus('.offence summary')
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

describe('what is happening', () => {
  it('leads from a sentence to its offence, by touch and without script', async () => {
    const { page } = await watchedPage(running, 360, 760)
    await page.setJavaScriptEnabled(false)
    await page.goto(`${url}/guides/scotland/`)
    const group = await page.waitForSelector('.situations__group:has([href="#scotland/offence/doxxing"])')
    const sentence = await group?.$('[href="#scotland/offence/doxxing"]')
    expect(await sentence?.evaluate((link) => link.checkVisibility())).toBe(false)
    await (await group?.$('summary'))?.click()
    expect(await sentence?.evaluate((link) => link.textContent)).toContain('They posted my address')
    await sentence?.click()
    const offence = await page.waitForSelector('details[id="scotland/offence/doxxing"]')
    expect(await offence?.$eval('q', (words) => words.checkVisibility())).toBe(true)
    expect(await offence?.$eval('q', (words) => words.textContent)).toMatch(
      /^Somebody published my private details/,
    )
    await page.browserContext().close()
  })
})

describe('what to say', () => {
  it('is copied as it stands, and the page says so', async () => {
    const { page } = await watchedPage(running, 360, 760)
    await page.browserContext().overridePermissions(url, ['clipboard-read', 'clipboard-sanitized-write'])
    await page.goto(`${url}/guides/scotland/#scotland/offence/stalking`)
    const say = await page.waitForSelector('[id="scotland/offence/stalking"] .say')
    await (await say?.$('button'))?.click()
    await page.waitForFunction(
      (box) => box?.querySelector('[role=status]')?.textContent === 'Copied',
      {},
      say,
    )
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      await say?.$eval('q', (words) => words.textContent),
    )
    await page.browserContext().close()
  })

  it('has no button without script', async () => {
    const { page } = await watchedPage(running)
    await page.setJavaScriptEnabled(false)
    await page.goto(`${url}/guides/scotland/#scotland/offence/stalking`)
    const button = await page.waitForSelector('[id="scotland/offence/stalking"] button')
    expect(await button?.isVisible()).toBe(false)
    await page.browserContext().close()
  })
})

describe('the quick exit', () => {
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

  it('gives the tab another title at once, and leaves although the load of the other page was stopped', async () => {
    const asked: ServerResponse[] = []
    const slow = createServer((_request, response) => void asked.push(response)).listen(0, '127.0.0.1')
    await once(slow, 'listening')
    const until = async (count: number): Promise<void> => {
      while (asked.length < count) await new Promise((resolve) => setTimeout(resolve, 20))
    }
    const { page } = await watchedPage(running)
    await page.goto(`${url}/guides/canada/`)
    await page.evaluate(
      (port) => {
        document.documentElement.dataset.exit = `http://127.0.0.1:${port}/`
        addEventListener('keydown', (event) => {
          document.documentElement.dataset.presses += event.defaultPrevented ? 'kept ' : 'free '
        })
      },
      (slow.address() as AddressInfo).port,
    )
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Escape')
    await until(1)
    // A page that is being left answers no script of ours: the browser is asked.
    const whole = await running.browser.target().createCDPSession()
    const { targetInfos } = await whole.send('Target.getTargets')
    expect(targetInfos.find(({ url: at }) => at.endsWith('/guides/canada/'))?.title).toBe('bbc.co.uk')
    await (await page.createCDPSession()).send('Page.stopLoading')
    // Long after the three presses, one is enough; and the browser is not let stop the load by it.
    await page.evaluate(() => {
      const later = Date.now() + 60_000
      Date.now = () => later
    })
    expect(await page.evaluate(() => document.documentElement.dataset.presses)).toMatch(/free free kept $/)
    await page.keyboard.press('Escape')
    await until(2)
    const there = page.waitForNavigation()
    for (const response of asked)
      response.setHeader('Content-Type', 'text/html').end('<title>Weather</title>')
    await there
    expect(await page.title()).toBe('Weather')
    await page.browserContext().close()
    slow.closeAllConnections()
    slow.close()
  })

  it.each([
    ['a key that is held down', { repeat: true }],
    ['a key that ends the composition of a character', { isComposing: true }],
  ])('is not %s', async (_name, init) => {
    const { page, requests } = await watchedPage(running)
    await page.goto(`${url}/guides/canada/`)
    await page.evaluate((how) => {
      for (let press = 0; press < 5; press += 1)
        document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', ...how }))
    }, init)
    expect(await page.evaluate(() => document.documentElement.hidden)).toBe(false)
    expect(requests).toEqual([`${url}/guides/canada/`])
    await page.browserContext().close()
  })

  it.each([
    ['with a keyboard', 1280, true, /press Esc three times\. Back will not return here\./],
    ['on a phone', 360, true, /the button at the top\. Back will not return here\./],
    [
      'without script',
      1280,
      false,
      /the button at the top\. Without script in your browser, Back can return here\./,
    ],
  ] as const)('promises what it does, %s', async (_name, width, script, words) => {
    const { page } = await watchedPage(running, width)
    await page.setJavaScriptEnabled(script)
    await page.goto(`${url}/`)
    expect(await page.$eval('.foot', (foot) => (foot as HTMLElement).innerText)).toMatch(words)
    await page.browserContext().close()
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
