import { isSafeHref, MAX_URL, withoutTracking } from '../urls.ts'

/** First parts of the addresses within the site that a text may link to. */
const OWN =
  /^\/(?:$|[?#]|(?:guides|essentials|changes|search|about|subscribe|report|version|data)(?:[/?#]|$)|feed\.)/

/** Names that only a house network knows (RFC 6762, RFC 8375, and what routers give out). */
const HOUSE = /\.(?:local|localhost|internal|intranet|lan|home|corp|private|home\.arpa)$/

/** Services that lead to another page and note who went there: their parameters that hold the goal. */
const REDIRECTS: readonly [host: RegExp, path: RegExp, parameters: readonly string[]][] = [
  [/^(?:www\.)?google\.[a-z.]+$/, /^\/url$/, ['q', 'url']],
  [/\.safelinks\.protection\.outlook\.com$/, /^\//, ['url']],
  [/^lm?\.(?:facebook|instagram)\.com$/, /^\//, ['u']],
  [/^(?:www\.)?youtube\.com$/, /^\/redirect$/, ['q']],
  [/^(?:www\.)?linkedin\.com$/, /^\/(?:safety|redir)\//, ['url']],
  [/^slack-redir\.net$/, /^\/link$/, ['url']],
  [/^(?:html\.)?duckduckgo\.com$/, /^\/l\/$/, ['uddg']],
]

const parsed = (address: string): URL | null => (URL.canParse(address) ? new URL(address) : null)

/** The page that a redirect leads to, and the host that it leads through; null for any other address. */
export function redirectOf(address: string): { through: string; goal: string } | null {
  const url = parsed(address)
  if (!url) return null
  for (const [host, path, parameters] of REDIRECTS)
    if (host.test(url.hostname) && path.test(url.pathname)) {
      const goal = parameters.map((name) => url.searchParams.get(name)).find((value) => value)
      return goal ? { through: url.hostname, goal } : null
    }
  return null
}

/** Where an address leads in the end, without marks that only track. */
export function goalOf(address: string): { through: string | null; goal: string } {
  let goal = address
  let through: string | null = null
  // A redirect may lead to another, but not for ever.
  for (let hops = 0; hops < 5; hops += 1) {
    const redirect = redirectOf(goal)
    if (!redirect) break
    through ??= redirect.through
    goal = redirect.goal
  }
  return { through, goal: withoutTracking(goal) }
}

function hostProblem({ hostname, username, password }: URL): string | null {
  if (username !== '' || password !== '') return 'carries a user name or password'
  if (hostname.startsWith('[') || /^[\d.]+$/.test(hostname))
    return 'leads to a number, not to the name of a site'
  if (!hostname.includes('.') || HOUSE.test(hostname))
    return 'leads into a house network that readers cannot reach'
  return null
}

/**
 * Why an address cannot be a link of a text, worded for the person who typed it; null if it can. Stricter than what
 * is printed: editions that are older than a rule stay as they are.
 */
export function linkProblem(href: string): string | null {
  const shown = `“${href.slice(0, 60)}”`
  if (href.length > MAX_URL)
    return `${shown} has ${href.length} characters; at most ${MAX_URL} are kept: link to a shorter address.`
  if (!isSafeHref(href))
    return `${shown} cannot be a link: use https, http, tel, sms, mailto or an address of this site.`
  if (href.startsWith('/'))
    return OWN.test(href) ? null : `${shown} is no page of this site: use the full address, with https://.`
  const url = parsed(href)
  if (!url || !/^https?:$/.test(url.protocol)) return null
  const host = hostProblem(url)
  if (host !== null) return `${shown} cannot be a link: it ${host}.`
  const redirect = redirectOf(href)
  return redirect
    ? `${shown} leads through ${redirect.through}, which notes who follows it: link to “${redirect.goal.slice(0, 80)}”.`
    : null
}
