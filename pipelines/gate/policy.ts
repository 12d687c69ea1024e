import { createHash } from 'node:crypto'
import type { Finding } from './finding.ts'
import { attribute, named, textContent, type Element, type Page } from './page.ts'

type Policy = ReadonlyMap<string, readonly string[]>

function policyOf(page: Page): Policy | null {
  const meta = named(page, 'meta').find(
    (each) => attribute(each, 'http-equiv')?.toLowerCase() === 'content-security-policy',
  )
  const content = meta && attribute(meta, 'content')
  if (!content) return null
  return new Map(
    content.split(';').flatMap((directive): [string, string[]][] => {
      const [name = '', ...sources] = directive.trim().split(/\s+/)
      return name === '' ? [] : [[name.toLowerCase(), sources]]
    }),
  )
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** A data block is not run. */
const isRun = (script: Element): boolean => {
  const type = attribute(script, 'type')
  return type === null || type === '' || type === 'module' || /javascript/i.test(type)
}

/** Elements that load something by an address. A link is judged by what it is for. */
const LOADS = ['script', 'img', 'iframe', 'object', 'embed', 'audio', 'video', 'source', 'track', 'input']

const startOf = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 40)

function inline(page: Page, policy: Policy, element: 'style' | 'script'): string[] {
  const allowed = policy.get(`${element}-src`) ?? []
  return named(page, element).flatMap((each) => {
    const text = textContent(each)
    if (attribute(each, 'src') !== null || (element === 'script' && !isRun(each))) return []
    return allowed.includes(hashOf(text))
      ? []
      : [`Its policy does not allow its ${element} “${startOf(text)}…”.`]
  })
}

function loaded(page: Page): string[] {
  const elements = named(page, ...LOADS).filter(
    (each) => attribute(each, 'src') !== null || attribute(each, 'data') !== null,
  )
  const sheets = named(page, 'link').filter((each) =>
    /\b(stylesheet|preload|modulepreload|prefetch|preconnect|dns-prefetch)\b/i.test(
      attribute(each, 'rel') ?? '',
    ),
  )
  return [...elements, ...sheets].map(
    (each) =>
      `It loads ${attribute(each, 'src') ?? attribute(each, 'href') ?? attribute(each, 'data')} (${each.name}): a page is one request.`,
  )
}

const handlers = ({ elements }: Page): string[] =>
  elements.flatMap(({ name, attribs }) =>
    Object.keys(attribs)
      .filter((each) => each === 'style' || each.startsWith('on'))
      .map((each) => `Its policy does not allow the attribute ${each} of its ${name}.`),
  )

/** Whatever of a policy allows more than hashes and the site itself. */
const wide = (policy: Policy): string[] =>
  [...policy].flatMap(([name, sources]) =>
    sources
      .filter((source) => !/^'(none|self|sha256-[A-Za-z0-9+/=]+)'$/.test(source))
      .map((source) => `Its policy allows ${source} in ${name}.`),
  )

/** What a page needs and its content security policy does not allow, and what that allows without need. */
export function policyFindings(page: Page): Finding[] {
  const policy = policyOf(page)
  const problems = policy
    ? [
        ...(policy.get('default-src')?.join(' ') === `'none'`
          ? []
          : ['Its policy does not begin with nothing.']),
        ...wide(policy),
        ...inline(page, policy, 'style'),
        ...inline(page, policy, 'script'),
        ...handlers(page),
        ...loaded(page),
      ]
    : ['It has no content security policy.']
  return problems.map((problem) => ({ path: page.path, problem }))
}
