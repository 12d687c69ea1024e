import type { Draft } from './draft.ts'
import type { Line } from './lines.ts'

const TARGET = /^If the person is in (.+)$/
const LEVER = /^Fastest lever\b/i
const MECHANISM = /^How the case reaches them\b/i

interface Printed {
  line: Line
  name: string
  lever: Line[]
  how: Line[]
}

/** Ways to where the person is: each with its lever, how the case gets there, and what limits it. */
export function readRoutes(lines: readonly Line[], draft: Draft): void {
  const routes: Printed[] = []
  let part: 'before' | 'lever' | 'how' = 'before'
  for (const line of lines) {
    const target = TARGET.exec(line.text)?.[1]
    const now = routes.at(-1)
    // A list of links to all of them names several in one line.
    if (target !== undefined && !target.includes('→')) {
      routes.push({ line, name: target, lever: [], how: [] })
      part = 'before'
    } else if (LEVER.test(line.text)) part = 'lever'
    else if (MECHANISM.test(line.text)) part = 'how'
    else if (now && part !== 'before') now[part].push(line)
  }
  const closing = closingOf(routes)
  for (const route of routes) addRoute(route, closing, draft)
}

/** The sentence with which every route closes: it belongs to the site, and not to one route. */
function closingOf(routes: readonly Printed[]): string | null {
  const last = routes.map(({ how }) => how.at(-1)?.text)
  const [first] = last
  return first !== undefined && routes.length > 1 && last.every((text) => text === first) ? first : null
}

function addRoute({ line, name, lever, how }: Printed, closing: string | null, draft: Draft): void {
  const place = draft.placeNamed(name)
  if (!place)
    return draft.leave(line, `There is no jurisdiction “${name}”: make it first, then import the page again.`)
  const [mechanism, ...rest] = how.filter(({ text }) => text !== closing).map(({ text }) => text)
  draft.add('routes', line.n, {
    key: `${place.slug}/route`,
    lever: lever.map(({ text }) => text).join('\n'),
    mechanism,
    caveat: rest.join('\n'),
  })
}
