import type { Change } from '#domain/publish/changes.ts'
import type { Guide } from '#domain/publish/guides.ts'
import { paths } from '#domain/publish/paths.ts'
import type { LiveEntry } from '#domain/publish/snapshot.ts'

/** Where an entry can be read. */
export interface EntryLink {
  href: string
  /** Name of the guide it leads to, where several guides print the entry and none owns it. */
  guide: string | null
  /** It leads to the page of a guide on another country. */
  abroad: boolean
}

/** Where live entries can be read, by key. Entries that no page prints are missing. */
export type EntryLinks = ReadonlyMap<string, EntryLink>

type Link = [key: string, link: EntryLink]

const linkTo = (key: string, href: string): Link => [key, { href, guide: null, abroad: false }]

/** Entries that belong to a guide and its sections. */
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

/** A guide's entries about other countries: each guide has its own page for them. */
const linksAbroad = ({ place, targets }: Guide, named: boolean): Link[] =>
  targets.flatMap(({ place: target, route, profile, onPairsAlone }): Link[] => {
    const page = paths.pair(place.slug, target.slug)
    const on = { guide: named ? place.name : null, abroad: true }
    return [
      [route.key, { href: `${page}#${route.key}`, ...on }],
      ...(profile && onPairsAlone ? [[profile.key, { href: page, ...on }] satisfies Link] : []),
    ]
  })

const essayLinks = (essentials: readonly LiveEntry<'essential'>[]): Link[] =>
  essentials.map(({ key, content }) => linkTo(key, paths.essential(content.slug)))

/** Links from a page of one guide. */
export const linksOfGuide = (guide: Guide): EntryLinks =>
  new Map([...essayLinks(guide.essentials), ...linksAbroad(guide, false), ...ownLinks(guide)])

/** Links from a site-wide page: a route leads to the first guide that prints it. */
export const linksOfSite = (
  guides: readonly Guide[],
  essentials: readonly LiveEntry<'essential'>[],
): EntryLinks =>
  new Map([
    ...essayLinks(essentials),
    ...guides.toReversed().flatMap((guide) => linksAbroad(guide, guides.length > 1)),
    ...guides.flatMap(ownLinks),
  ])

/** The blocks of a profile have their own anchors: a change links to the block it touches. */
const PROFILE_BLOCKS = ['emergency', 'doxxing', 'recording']

/** Where the subject of a change can be read today; null where no page prints it any more. */
export function linkOfChange(links: EntryLinks, { entry, entryKind, fields }: Change): EntryLink | null {
  const link = links.get(entry)
  if (!link || entryKind !== 'profile' || !link.href.endsWith('/emergency')) return link ?? null
  const block = PROFILE_BLOCKS.find((each) =>
    fields.some(({ field, after }) => field === each && after !== null),
  )
  return block ? { ...link, href: link.href.replace(/emergency$/, block) } : link
}
