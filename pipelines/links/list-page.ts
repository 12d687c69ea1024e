const escaped = (url: string): string =>
  url.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** A page with nothing but links, because linkinator checks the links of a page. */
export const listPage = (urls: readonly string[]): string =>
  `<!doctype html><title>Links</title>${urls.map((url) => `<a href="${escaped(url)}"></a>`).join('\n')}`

/** Interleaves the sites, so that a slow one does not hold up the others. */
export function inTurns(urls: readonly string[]): string[] {
  const sites = new Map<string, string[]>()
  for (const url of urls) {
    const { host } = new URL(url)
    const site = sites.get(host) ?? []
    if (site.length === 0) sites.set(host, site)
    site.push(url)
  }
  const rounds = Math.max(0, ...[...sites.values()].map((site) => site.length))
  return Array.from({ length: rounds }, (_, round) =>
    [...sites.values()].flatMap((site) => site[round] ?? []),
  ).flat()
}
