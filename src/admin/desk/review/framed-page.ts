/** What a preview page does in a frame of the desk: it is looked at, and leads nowhere. */
const STILL = '<style>a, button, summary, label, input { pointer-events: none }</style>'

/**
 * A page of the site for a frame in which nothing runs: without scripts, which the frame would refuse, and without stops
 * for the Tab key, of which a guide has hundreds.
 */
export function framedPage(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const script of page.querySelectorAll('script')) script.remove()
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
  const bar = page.querySelector('header')?.getBoundingClientRect().height ?? 0
  const { scrollingElement } = page
  if (scrollingElement) scrollingElement.scrollTop += block.getBoundingClientRect().top - bar - 8
}
