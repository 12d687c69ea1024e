import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContext, Page } from 'puppeteer'
import type { Borrowed } from './browsers.ts'
import { WAIT } from './patience.ts'

const require = createRequire(import.meta.url)

/** A page and what was observed on it. */
export interface Watched {
  page: Page
  trouble: string[]
  requests: string[]
}

/** A desktop screen. */
export const DESKTOP = { width: 1280, height: 900, hasTouch: false, isMobile: false }

/** A page that fills `trouble`, and so fails the test, whenever the browser complains. */
export const watchedPage = async ({ browser }: Borrowed, width = 1280, height = 900): Promise<Watched> =>
  watchedTab(await browser.createBrowserContext(), width, height)

/** The same in an existing context: it shares cookies and cache with the other tabs. */
export async function watchedTab(context: BrowserContext, width = 1280, height = 900): Promise<Watched> {
  const page = await context.newPage()
  page.setDefaultTimeout(WAIT)
  clickWhatRests(page)
  await page.setViewport({ width, height, hasTouch: width < 500, isMobile: width < 500 })
  const trouble: string[] = []
  const requests: string[] = []
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) trouble.push(message.text())
  })
  page.on('pageerror', (error) => trouble.push(String(error)))
  // The icon of the tab belongs to the browser: it asks when it likes, and for all pages once.
  page.on('request', (request) => {
    if (!request.url().endsWith('/favicon.ico')) requests.push(request.url())
  })
  // Confirms the prompt when leaving an unsaved form.
  page.on('dialog', (dialog) => {
    if (dialog.type() === 'beforeunload') void dialog.accept()
  })
  return { page, trouble, requests }
}

/** Milliseconds for which a click waits for its target to rest and to be uncovered. */
const RESTS_WITHIN = 5_000

/**
 * Lets a click wait until its target keeps its place for two frames and nothing lies over it, as a user does: what
 * moves away under the pointer, or is below a message that comes in, loses the click without a word.
 */
function clickWhatRests(page: Page): void {
  const click = page.click.bind(page)
  page.click = async (selector, options) => {
    // Without script, a page has no frames to wait for.
    if (!page.isJavaScriptEnabled()) return click(selector, options)
    await page
      .waitForFunction(
        async (target) => {
          const frame = (): Promise<unknown> => new Promise(requestAnimationFrame)
          const element = document.querySelector(target)
          if (!element) return false
          const before = element.getBoundingClientRect()
          await frame()
          await frame()
          const { x, y, width, height } = element.getBoundingClientRect()
          if ([x - before.x, y - before.y, width - before.width, height - before.height].some(Boolean))
            return false
          const [left, top] = [x + width / 2, y + height / 2]
          if (left < 0 || top < 0 || left > innerWidth || top > innerHeight) {
            element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
            return false
          }
          const hit = document.elementFromPoint(left, top)
          return hit !== null && (element.contains(hit) || hit.closest('label')?.control === element)
        },
        { polling: 50, timeout: RESTS_WITHIN },
        selector,
      )
      .catch(() => undefined)
    await click(selector, options)
  }
}

/**
 * Ends transitions and animations at once: a button between two colours, or a drawer on its way, is not what a test
 * looks at, and a machine under load takes its time over them. What elements inherit has no transition at all: each
 * would begin its own where that of its parent ends, and the words of a button in a drawer would be hidden for a moment
 * in which the button is not.
 */
export async function holdStill(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const still = new CSSStyleSheet()
    still.replaceSync(`*, ::before, ::after {
      transition: height 1ms, opacity 1ms, transform 1ms !important;
      animation-delay: 0s !important;
      animation-duration: 1ms !important;
      animation-iteration-count: 1 !important;
    }`)
    document.adoptedStyleSheets.push(still)
  })
}

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** The axe violations of a page or of one part of it, one line each. */
export async function axeProblems(page: Page, part?: string): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async (selector) => {
    const { violations } = await (
      window as typeof window & {
        axe: {
          run(
            context: unknown,
            options: object,
          ): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>
        }
      }
    ).axe.run(selector ?? document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map(({ target }) => target.join(' '))
          .join(', ')}`,
    )
  }, part)
}
