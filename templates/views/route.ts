import type { Target } from '#domain/publish/guides.ts'
import { paths } from '#domain/publish/paths.ts'
import { prose } from '#domain/content/prose.ts'
import { citer, contactView, linkView, type Cited, type ContactView, type LinkView } from './parts.ts'
import type { PageContext, Verification } from './page-context.ts'
import { catalogue } from '../words/index.ts'

export interface RouteView {
  id: string
  /** The form by which readers follow this route alone. */
  subscribe: string
  place: string
  inSentence: string
  lever: Cited | null
  mechanism: Cited | null
  caveat: Cited | null
  nations: { href: string; name: string }[]
  contacts: ContactView[]
  links: LinkView[]
  standing: Verification
}

export function routeView({ place, route, nations }: Target, page: PageContext): RouteView {
  const { content } = route
  const block = { id: route.key, title: catalogue.guide.personIn({ place: place.inSentence }) }
  const cite = citer(page.sources, route, block)
  return {
    id: route.key,
    subscribe: paths.subscribeToEntry(route.key),
    place: place.name,
    inSentence: place.inSentence,
    lever: cite.text('lever', content.lever),
    mechanism: cite.text('mechanism', content.mechanism),
    caveat: cite.text('caveat', content.caveat),
    nations: nations.map((nation) => ({ href: paths.guide(nation.slug), name: nation.name })),
    contacts: content.contacts.map(contactView),
    links: content.links.map(linkView),
    standing: page.standing(route, block),
  }
}

/** A route as a tile: the country, and the start of its fastest lever. */
export interface RouteTile {
  id: string
  href: string
  place: string
  inSentence: string
  lead: string | null
  standing: Verification
}

export function routeTile({ place, route }: Target, href: string, page: PageContext): RouteTile {
  const first = prose(route.content.lever)[0]
  return {
    id: route.key,
    href,
    place: place.name,
    inSentence: place.inSentence,
    lead: first?.type === 'paragraph' ? first.text : (first?.items[0] ?? null),
    standing: page.age(route),
  }
}
