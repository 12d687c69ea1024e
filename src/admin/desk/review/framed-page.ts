/** What a preview page does in a frame of the desk: it is looked at, and leads nowhere. */
const STILL = '<style>a, button, summary, label, input { pointer-events: none }</style>'

/**
 * A page of the site for a frame in which nothing runs: without scripts, which the frame would refuse, and without stops
 * for the Tab key, of which a guide has hundreds.
 */
export function framedPage(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html')
  // Its own policy knows its own styles alone; that of the desk holds in the frame, too.
  for (const part of page.querySelectorAll('script, meta[http-equiv]')) part.remove()
  for (const element of page.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex]',
  ))
    element.setAttribute('tabindex', '-1')
  page.head.insertAdjacentHTML('beforeend', STILL)
  return `<!doctype html>${page.documentElement.outerHTML}`
}

/** Opens the block of an entry on a framed page, and scrolls the frame, not the screen around it, to the block. */
export function showBlock(page: Document, key: string): void {
  const block = page.getElementById(key) ?? page.getElementById(`${key}/emergency`)
  if (!block) return
  for (const folded of [...block.querySelectorAll('details'), block.closest('details')])
    folded?.setAttribute('open', '')
  const { scrollingElement, defaultView } = page
  if (!scrollingElement) return
  // The page itself says how much of it its bar covers.
  const covered = parseFloat(defaultView?.getComputedStyle(scrollingElement).scrollPaddingTop ?? '') || 0
  scrollingElement.scrollTop += block.getBoundingClientRect().top - covered
}
