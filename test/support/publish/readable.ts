import type { Page } from 'puppeteer'

/** Widths of the window, and sizes of its text, at which pages are read. */
export const WINDOWS = [
  [320, '100%'],
  [390, '100%'],
  [1280, '100%'],
  [320, '200%'],
  [1280, '200%'],
] as const

/** A line of some text on a page, in pixels. */
interface Line {
  left: number
  top: number
  right: number
  bottom: number
  /** Number of the text that it is of. */
  text: number
  /** Its element and first words. */
  place: string
  /** True where a box around it hides a part of it. */
  cut: boolean
}

/**
 * All lines of text that the open page shows. Left out: what a list shows when it is scrolled, and the rest of a summary
 * that ends with “…” and leads to the whole.
 */
const linesOn = (page: Page): Promise<Line[]> =>
  page.evaluate(() => {
    const lines: Line[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    let text = 0
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      const words = (node.textContent ?? '').trim()
      // Left out: what is shown on focus alone, or to screen readers alone.
      if (!parent || words === '' || parent.closest('.skip, del > i, ins > i')) continue
      if (parent.closest('thead') && getComputedStyle(parent.closest('thead')!).clipPath !== 'none') continue
      text += 1
      let [right, bottom, end] = [Infinity, Infinity, Infinity]
      for (let each: Element | null = parent; each && each !== document.body; each = each.parentElement) {
        const { overflow, webkitLineClamp } = getComputedStyle(each)
        if (overflow === 'visible') continue
        const box = each.getBoundingClientRect()
        if (webkitLineClamp !== 'none' || overflow.includes('auto')) end = box.bottom + 3
        else [right, bottom] = [Math.min(right, box.right + 1), Math.min(bottom, box.bottom + 3)]
      }
      range.selectNodeContents(node)
      for (const box of range.getClientRects())
        if (box.width >= 1 && box.height >= 1 && box.bottom <= end)
          lines.push({
            left: box.left,
            top: box.top,
            right: box.right,
            bottom: box.bottom,
            text,
            place: `${parent.tagName.toLowerCase()}.${parent.className} “${words.slice(0, 30)}”`,
            cut: box.right > right || box.bottom > bottom,
          })
    }
    return lines
  })

/** Lines of two texts that lie on one another. */
function* overlaps(lines: readonly Line[]): Generator<string> {
  const sorted = lines.toSorted((a, b) => a.top - b.top)
  for (const [index, one] of sorted.entries())
    for (const other of sorted.slice(index + 1)) {
      if (other.top >= one.bottom) break
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left)
      const down = Math.min(one.bottom, other.bottom) - other.top
      const height = Math.min(one.bottom - one.top, other.bottom - other.top)
      if (one.text !== other.text && across > 2 && down > height / 2)
        yield `${one.place} lies on ${other.place}`
    }
}

/**
 * What a reader could not read of the open page, with all of it unfolded: what reaches beyond the window, what a box
 * cuts off, and words that lie on one another.
 * @param size font size of the root.
 */
export async function unreadable(page: Page, size = '100%'): Promise<string[]> {
  const [whole = 0, window = 0] = await page.evaluate((fontSize) => {
    const { documentElement: root, body } = document
    root.style.fontSize = fontSize
    for (const each of document.querySelectorAll('details')) each.open = true
    scrollTo(0, 0)
    return [Math.max(root.scrollWidth, body.scrollWidth), root.clientWidth]
  }, size)
  const lines = await linesOn(page)
  const found = [
    ...(whole > window ? [`it is ${whole} pixels wide, of ${window}`] : []),
    ...lines
      .filter(({ left, right }) => left < -1 || right > window + 1)
      .map(({ place }) => `${place} reaches beyond the window`),
    ...lines.filter(({ cut }) => cut).map(({ place }) => `${place} is cut`),
    ...overlaps(lines),
  ]
  return [...new Set(found)].slice(0, 5)
}
