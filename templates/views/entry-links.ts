import type { Change } from '#domain/publish/changes.ts'
import type { Guide } from '#domain/publish/guides.ts'
import { paths } from '#domain/publish/paths.ts'
import type { LiveEntry } from '#domain/publish/snapshot.ts'

/** Where an entry can be read. */
export interface EntryLink {
  href: string
  /** Name of the guide that it leads to, where several print the entry and none is its own. */
  guide: string | null
}

/** Where live entries can be read, by key. What no page prints is not in it. */
export type EntryLinks = ReadonlyMap<string, EntryLink>

type Link = [key: string, link: EntryLink]

const linkTo = (key: string, href: string, guide: string | null = null): Link => [key, { href, guide }]

/** What a guide and its sections hold of their own. */
function ownLinks({ place, profile, record, national, offences, sections, ladder }: Guide): Link[] {
  const home = paths.guide(place.slug)
  const blocks = (page: string, entries: readonly LiveEntry[]): Link[] =>
    entries.map(({ key }) => linkTo(key, `${page}#${key}`))
  return [
    linkTo(profile.key, `${home}#${profile.key}/emergency`),
    ...blocks(home, [...record, ...national, ...offences, ...(ladder ? [ladder] : [])]),
    ...sections.flatMap((section) =>
      blocks(paths.section(place.slug, section.place.slug), [
        section.profile,
        ...section.channels,
        ...section.offences,
      ]),
    ),
  ]
}

/** What a guide says of other countries: every guide has a page of its own for it. */
const linksAbroad = ({ place, targets }: Guide, named: boolean): Link[] =>
  targets.flatMap(({ place: target, route, profile }) => {
    const page = paths.pair(place.slug, target.slug)
    const guide = named ? place.name : null
    return [
      linkTo(route.key, `${page}#${route.key}`, guide),
      ...(profile && target.guide === 'inbound' ? [linkTo(profile.key, page, guide)] : []),
    ]
  })

const essayLinks = (essentials: readonly LiveEntry<'essential'>[]): Link[] =>
  essentials.map(({ key, content }) => linkTo(key, paths.essential(content.slug)))

/** Links from a page of one guide. */
export const linksOfGuide = (guide: Guide): EntryLinks =>
  new Map([...essayLinks(guide.essentials), ...linksAbroad(guide, false), ...ownLinks(guide)])

/** Links from a page of the whole site: a route leads to the first guide that prints it. */
export const linksOfSite = (
  guides: readonly Guide[],
  essentials: readonly LiveEntry<'essential'>[],
): EntryLinks =>
  new Map([
    ...essayLinks(essentials),
    ...guides.toReversed().flatMap((guide) => linksAbroad(guide, guides.length > 1)),
    ...guides.flatMap(ownLinks),
  ])

/** The blocks of a profile have anchors of their own: a change leads to the one that it touches. */
const PROFILE_BLOCKS = ['emergency', 'doxxing', 'recording']

/** Where what a change is about can be read today; null where no page prints it any more. */
export function linkOfChange(links: EntryLinks, { entry, entryKind, fields }: Change): EntryLink | null {
  const link = links.get(entry)
  if (!link || entryKind !== 'profile' || !link.href.endsWith('/emergency')) return link ?? null
  const block = PROFILE_BLOCKS.find((each) =>
    fields.some(({ field, after }) => field === each && after !== null),
  )
  return block ? { ...link, href: link.href.replace(/emergency$/, block) } : link
}
