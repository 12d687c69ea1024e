import { mkdir } from 'node:fs/promises'
import type { Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Change } from '#domain/publish/changes.ts'
import type { RunKind } from '#domain/mail/digests.ts'
import { archivePage } from '#pipelines/digest/archive.ts'
import { renderDigest } from '#pipelines/digest/render.ts'
import { axeProblems, watchedPage } from '../../support/browser.ts'
import { borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import {
  correction,
  everySort,
  groundOf,
  nastyChanges,
  PUBLIC_URL,
  recipient,
} from '../../support/mail/digest.ts'

const html = (changes: Change[], kind: RunKind, seqs = changes.map(({ seq }) => seq)): string =>
  renderDigest({ kind, seqs }, recipient(), groundOf(changes)).html ?? ''

const MAILS: [name: string, html: string][] = [
  ['every sort', html(everySort(), 'monthly')],
  ['correction', html([...everySort(), correction()], 'at-once', [7])],
  ['nasty', html(nastyChanges(), 'weekly')],
]

const SCREENS = [
  [360, 'light'],
  [600, 'dark'],
] as const

/** Where pictures are put for whoever wants to look at them. */
const pictures = process.env.MAIL_PICTURES

let running: Borrowed

beforeAll(async () => {
  running = await borrowBrowser()
  if (pictures) await mkdir(pictures, { recursive: true })
})
afterAll(async () => {
  await running?.close()
})

async function open(content: string, width: number, scheme: 'light' | 'dark') {
  const watched = await watchedPage(running, width)
  await watched.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
  await watched.page.setContent(content)
  return watched
}

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

describe('a digest as a mail', () => {
  it.each(
    MAILS.flatMap(([name, content]) =>
      SCREENS.map(([width, scheme]) => [name, width, scheme, content] as const),
    ),
  )('%s, %i px wide, %s: fits, asks for nothing, can be read', async (name, width, scheme, content) => {
    const { page, trouble, requests } = await open(content, width, scheme)
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    // A mail is no page of a site: it has no landmarks.
    const problems = await axeProblems(page)
    expect(problems.filter((line) => !/^(region|landmark-one-main)/.test(line))).toEqual([])
    if (pictures)
      await page.screenshot({ path: `${pictures}/${name}-${width}-${scheme}.png`, fullPage: true })
    expect(requests).toEqual([])
    expect(trouble).toEqual([])
    await page.browserContext().close()
  })

  it('says the same without any CSS', async () => {
    const [, content = ''] = MAILS[0] ?? []
    const styled = await open(content, 360, 'light')
    const visible = (page: Page): Promise<string> =>
      page.evaluate(() => document.body.innerText.replace(/\s+/g, ' ').trim())
    const text = await visible(styled.page)
    const plain = await open(
      content.replace(/<style>[^]*?<\/style>/, '').replace(/ (style|class)="[^"]*"/g, ''),
      360,
      'light',
    )
    expect(await visible(plain.page)).toBe(text)
    expect(await overflow(plain.page)).toBeLessThanOrEqual(0)
    expect(await plain.page.$$eval('del, ins', (marks) => marks.length)).toBeGreaterThan(4)
    expect(text).toContain('Was: Up to 4 years in prison')
    expect(text).toContain('Is now: Up to 5 years in prison')
    await styled.page.browserContext().close()
    await plain.page.browserContext().close()
  })

  it('stands doubled text on a phone', async () => {
    const { page } = await open(MAILS[0]?.[1] ?? '', 360, 'light')
    await page.evaluate(() => {
      for (const each of document.querySelectorAll<HTMLElement>('[style*="font"]'))
        each.style.fontSize = `${parseFloat(getComputedStyle(each).fontSize) * 2}px`
    })
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.browserContext().close()
  })
})

describe('a digest on the web', () => {
  const { snapshot, timeZone } = groundOf(everySort())
  const run = { kind: 'monthly', fromSeq: 0, toSeq: 6, startedAt: '2026-11-21T08:00:00.000Z' } as const
  const content = archivePage({ snapshot, run, place: 'testland', timeZone, publicUrl: PUBLIC_URL }) ?? ''

  it.each([360, 1280])('is a page like the others, %i px wide', async (width) => {
    const { page, trouble, requests } = await open(content, width, 'light')
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(await axeProblems(page)).toEqual([])
    if (pictures) await page.screenshot({ path: `${pictures}/archive-${width}.png`, fullPage: true })
    expect(requests).toEqual([])
    expect(trouble).toEqual([])
    await page.browserContext().close()
  })
})
