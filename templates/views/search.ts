import type { Contact } from '#domain/content/contacts.ts'
import { languageOf } from '#domain/content/language.ts'
import type { Jurisdiction } from '#domain/content/jurisdictions.ts'
import { inPlace, type Site } from '#domain/content/site.ts'
import { SITUATION_GROUPS, type SituationGroup } from '#domain/content/situations.ts'
import { indexOf } from '#domain/publish/snapshot-index.ts'
import type { LiveEntry, Snapshot } from '#domain/publish/snapshot.ts'
import type { EntryLinks } from './entry-links.ts'
import { statusOf } from './offence.ts'
import { catalogue } from '../words/index.ts'

interface Link {
  href: string
  /** What it leads to, and where; null where the name says it all. */
  label: string | null
}

interface Item {
  name: string
  /** At least one. */
  links: Link[]
  /** The address of the name itself, where it leads to one place only. */
  href: string | null
}

/** One of the lists of a search page: names by letter, or situations by their group. */
export interface SearchList {
  id: ListId
  heading: string
  groups: { label: string; items: Item[] }[]
}

const { situations, offences, bodies, acts, essays } = catalogue.search
const HEADINGS = { situations, offences, bodies, acts, essays } as const
type ListId = keyof typeof HEADINGS

/** Blocks of a profile that have an address of their own. */
const BLOCKS = ['emergency', 'doxxing', 'recording'] as const
type Block = (typeof BLOCKS)[number]

/** A name in one of the lists, as one entry has it. */
interface Named {
  list: ListId
  group: string
  name: string
  /** For a profile, the block that it stands in; null where it has none on the guide's own page. */
  block: Block | null
}

interface Found {
  named: Named
  href: string
  /** The entry, or the block of it. */
  title: string
  /** The word for the status of an offence that is not simply in force. */
  status: string | null
  /** Its place, where it is not that of the guide that is searched. */
  where: string | null
}

const letterOf = (name: string): string =>
  (/[\p{L}\p{N}]/u.exec(name.normalize('NFKD'))?.[0] ?? '').toUpperCase()

const byLetter = (list: ListId, name: string, block: Block | null = null): Named => ({
  list,
  group: letterOf(name),
  name,
  block,
})

/** The contacts that an entry prints. */
function contactsOf({ content }: LiveEntry): readonly Contact[] {
  if ('emergency' in content) return content.emergency?.contacts ?? []
  if ('steps' in content) return content.steps.flatMap(({ contacts }) => contacts)
  return 'contacts' in content ? content.contacts : []
}

/** The bodies of an entry; a channel of none is listed by its own title. */
function bodiesOf(entry: LiveEntry): string[] {
  const channel = entry.kind === 'channel' ? (entry.content.body?.name ?? entry.content.title) : []
  return [channel, contactsOf(entry).flatMap(({ body }) => body?.name ?? [])].flat()
}

/** All names under which an entry is listed. */
function namesOf(entry: LiveEntry): Named[] {
  const acts = entry.instruments.map(({ instrument, claims }) => {
    const block = BLOCKS.find((each) => claims.includes(each))
    return byLetter('acts', instrument.title, block ?? null)
  })
  const bodies = bodiesOf(entry).map((name) => byLetter('bodies', name, 'emergency'))
  if (entry.kind === 'essential') return [byLetter('essays', entry.content.title), ...acts]
  if (entry.kind !== 'offence') return [...bodies, ...acts]
  const situations = (entry.content.situations ?? []).map(({ group, text }): Named => ({
    list: 'situations',
    group: catalogue.labels.situationGroups[group],
    name: text,
    block: null,
  }))
  return [...situations, byLetter('offences', entry.content.title), ...acts]
}

/** What an entry is called in a link to it. */
function titleOf(
  entry: LiveEntry,
  block: Block | null,
  { guide }: Site,
  { place, abroad }: { place: Jurisdiction | undefined; abroad: boolean },
): string {
  if ('title' in entry.content) return entry.content.title
  const inSentence = place?.inSentence ?? ''
  if (abroad) return catalogue.guide.personIn({ place: inSentence })
  if (entry.kind === 'ladder') return inPlace(guide.ladderHeading, inSentence)
  if (place?.guide === 'section') return catalogue.guide.whatDiffers({ place: place.name })
  return block
    ? inPlace(guide[`${block}Heading`], inSentence)
    : catalogue.guide.guideFor({ name: place?.name ?? '' })
}

/** One item per name, with a link to each entry that has it. */
function itemsOf(found: readonly Found[]): Item[] {
  return [...Map.groupBy(found, ({ named }) => named.name)].map(([name, all]) => {
    const each = [...new Map(all.map((one) => [one.href, one])).values()]
    const several = each.length > 1
    const links = each.map(({ href, title, status, where }) => {
      const isNamed = name === title && !(several && where === null)
      const shown = isNamed ? status : status ? `${title} (${status})` : title
      return { href, label: [shown, where].filter(Boolean).join(', ') || null }
    })
    return { name, href: several ? null : (links[0]?.href ?? null), links }
  })
}

/** The address of a block of a profile. A section's profile is one block. */
const hrefInProfile = (href: string, block: Block | null): string =>
  href.replace(/#.*\/emergency$/, (anchor) => (block ? anchor.replace(/emergency$/, block) : ''))

/** What is searched: a snapshot, or the part of it that a guide is made of. */
type Searched = Pick<Snapshot, 'site' | 'entries' | 'jurisdictions'>

/** The names of all entries that have an address. */
function everything(snapshot: Searched, links: EntryLinks, home?: string): Found[] {
  const { site } = snapshot
  const { entries, places } = indexOf(snapshot)
  const keys = new Set([...links.keys()].flatMap((key) => [key, key.replace(/route$/, 'profile')]))
  return [...keys].sort().flatMap((key) => {
    const entry = entries.get(key)
    if (!entry) return []
    const own = links.get(entry.key)
    if (!own) return []
    // What is said of a country elsewhere stands with the route to it.
    const { href, abroad } = (own.abroad && links.get(entry.key.replace(/profile$/, 'route'))) || own
    const place = places.get(entry.jurisdiction ?? '')
    return namesOf(entry).map((one) => {
      const title = titleOf(entry, one.block, site, { place, abroad })
      // Some titles name the place.
      const where = entry.jurisdiction === home || (place && title.includes(place.name)) ? null : place?.name
      return {
        named: one,
        href: entry.kind === 'profile' ? hrefInProfile(href, one.block) : href,
        title,
        status: entry.kind === 'offence' ? statusOf(entry) : null,
        where: where ?? null,
      }
    })
  })
}

const orders = new Map<string, Intl.Collator['compare']>()

/** How names are sorted in a language: a collator takes longer to make than to use. */
function orderIn(lang: string): Intl.Collator['compare'] {
  const known = orders.get(lang) ?? new Intl.Collator(lang, { numeric: true }).compare
  orders.set(lang, known)
  return known
}

/**
 * Everything that can be looked up: the names of all entries that have an address, each once.
 * @param home key of the place whose guide is searched, which is not named; omitted where all guides are.
 */
export function searchView(snapshot: Searched, links: EntryLinks, home?: string): SearchList[] {
  const compare = orderIn(languageOf(snapshot.site).lang)
  const found = everything(snapshot, links, home)
  const groups = Object.keys(SITUATION_GROUPS) as SituationGroup[]
  const order = groups.map((group) => catalogue.labels.situationGroups[group] as string)
  return (Object.keys(HEADINGS) as ListId[]).flatMap((id) => {
    const own = Map.groupBy(
      found.filter(({ named }) => named.list === id),
      ({ named }) => named.group,
    )
    if (own.size === 0) return []
    const sorted = [...own].sort(
      ([a], [b]) => (id === 'situations' ? order.indexOf(a) - order.indexOf(b) : 0) || compare(a, b),
    )
    return {
      id,
      heading: HEADINGS[id],
      groups: sorted.map(([label, each]) => ({
        label,
        items: itemsOf(each).sort((a, b) => compare(a.name, b.name)),
      })),
    }
  })
}
