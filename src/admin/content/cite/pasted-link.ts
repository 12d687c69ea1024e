/**
 * A copied link as text: its words, then its address. As plain text, it is only its words. Null if something else was
 * copied.
 */
export function pastedLink(clipboard: Pick<DataTransfer, 'getData'>): string | null {
  const plain = clipboard.getData('text/plain')
  if (/https?:\/\//i.test(plain)) return null
  const page = new DOMParser().parseFromString(clipboard.getData('text/html'), 'text/html')
  const [link, ...others] = page.body.querySelectorAll<HTMLAnchorElement>('a[href^="http"]')
  if (!link || others.length > 0 || link.textContent.trim() !== page.body.textContent.trim()) return null
  return `${link.textContent.replace(/\s+/g, ' ').trim()} ${link.getAttribute('href') ?? ''}`
}
