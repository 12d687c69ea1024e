import { fileOf, isReaderForm } from '#domain/publish/paths.ts'
import type { Finding } from './finding.ts'
import { attribute, type Page } from './page.ts'

/** A link of a page to a file of the release. */
export interface InnerLink {
  /** As it stands on the page. */
  href: string
  /** The file that it leads to; null where the address cannot be read. */
  to: string | null
  /** The id that it leads to; empty for the whole page. */
  fragment: string
}

/** Attributes that lead somewhere or load something. */
const LEADS = ['href', 'src', 'action', 'data', 'poster'] as const

/** Written after the checks: the manifest cannot list itself. */
const WRITTEN_LAST = new Set(['manifest.json', 'manifest.sig', 'signing-keys.json'])

/** Stands for the address of the site where nobody has said what it is. */
const NOWHERE = 'https://site.invalid'

/** Addresses that the server answers without a file. */
const isServed = (pathname: string): boolean => isReaderForm(pathname.split('/')[1] ?? '')

function addressesOf({ elements }: Page): string[] {
  return elements.flatMap((element) => {
    const refresh =
      element.name === 'meta' && attribute(element, 'http-equiv')?.toLowerCase() === 'refresh'
        ? /url=(.+)$/i.exec(attribute(element, 'content') ?? '')?.[1]
        : undefined
    return [...LEADS.flatMap((name) => attribute(element, name) ?? []), ...(refresh ? [refresh] : [])]
  })
}

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/**
 * The links of a page to the release itself, each once. Those to other sites are left out: these may be down.
 * @param publicUrl address of the site, if it is known: links to it lead inside, too.
 */
export function innerLinks(page: Page, publicUrl: string | undefined): InnerLink[] {
  const own = new Set([NOWHERE, ...(publicUrl ? [new URL(publicUrl).origin] : [])])
  const at = `${NOWHERE}/${page.path.replace(/(^|\/)index[.]html$/, '$1')}`
  return [...new Set(addressesOf(page))].flatMap((href): InnerLink[] => {
    if (!URL.canParse(href, at)) return [{ href, to: null, fragment: '' }]
    const url = new URL(href, at)
    if (!own.has(url.origin) || isServed(url.pathname)) return []
    const [pathname, fragment] = [decoded(url.pathname), decoded(url.hash.slice(1))]
    if (pathname === null || fragment === null) return [{ href, to: null, fragment: '' }]
    return [{ href, to: fileOf(pathname), fragment }]
  })
}

/** What of a release a link is compared with. */
export interface Targets {
  has(file: string): Promise<boolean>
  /** Ids of a page; null for a file that is none. */
  idsOf(file: string): Promise<ReadonlySet<string> | null>
}

/**
 * The links of a page that lead to nothing.
 * @param changed whether a file is new in this release: where the page is not, what it leads to is to blame.
 */
export async function linkFindings(
  page: Page,
  targets: Targets,
  { publicUrl, changed }: { publicUrl: string | undefined; changed: (path: string) => boolean },
): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const link of innerLinks(page, publicUrl)) {
    const problem = await linkProblem(page, link, targets)
    if (problem === null) continue
    const blamed = changed(page.path) || link.to === null ? page.path : link.to
    const where = blamed === page.path ? '' : ` on /${page.path}`
    findings.push({ path: blamed, problem: `The link “${link.href}”${where} leads to ${problem}.` })
  }
  return findings
}

async function linkProblem(
  page: Page,
  { to, fragment }: InnerLink,
  targets: Targets,
): Promise<string | null> {
  if (to === null) return 'no address: it cannot be read'
  if (WRITTEN_LAST.has(to)) return null
  if (to !== page.path && !(await targets.has(to))) return 'a page or file that is not in the release'
  if (fragment === '' || fragment === 'top') return null
  const ids = to === page.path ? page.ids : await targets.idsOf(to)
  return ids === null || ids.has(fragment) ? null : 'a place that is not on its page'
}
