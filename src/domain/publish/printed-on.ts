import type { Entry, Reviewed } from '../content/content.ts'
import { guidePlaces, withReadersOf } from './open-guides.ts'
import type { PrintedOn } from '../desk/impact.ts'
import { ancestors, type Jurisdiction } from '../content/jurisdictions.ts'
import { paths, pdfsOf, PRINTS, type Print } from './paths.ts'
import { isShort, SHORT_PRINTS, showsOf } from './short-prints.ts'
import type { Snapshot } from './snapshot.ts'

type Place = Pick<Jurisdiction, 'key' | 'slug' | 'parent' | 'guide'>
type Printed = Pick<Entry, 'key' | 'kind' | 'jurisdiction'> & { slug?: string; content?: Entry['content'] }

const slugOfEssay = (entry: Pick<Entry, 'key' | 'kind'> & Partial<Pick<Entry, 'content'>>): string => {
  const slug = entry.content && 'slug' in entry.content ? entry.content.slug : null
  return slug ?? entry.key.split('/').at(-1) ?? ''
}

/**
 * The public address of an entry, with its anchor; null if its place has no page.
 * @param places all jurisdictions.
 */
export function pathOf(entry: Reviewed, places: readonly Place[]): string | null {
  if (entry.kind === 'site') return paths.index
  if (entry.kind === 'essential') return paths.essential(slugOfEssay(entry))
  const byKey = new Map(places.map((place) => [place.key, place]))
  const place = byKey.get(entry.jurisdiction ?? '')
  if (!place) return null
  if (entry.kind === 'route') return null
  // A jurisdiction is a whole page. A profile has no block of its own; it begins with the emergency numbers.
  const block = entry.kind === 'profile' ? `${entry.key}/emergency` : entry.key
  const anchor = entry.kind === 'jurisdiction' ? '' : `#${block}`
  if (place.guide === 'full') return `${paths.guide(place.slug)}${anchor}`
  const parent = byKey.get(place.parent ?? '')
  return place.guide === 'section' && parent
    ? `${paths.section(parent.slug, place.slug)}${anchor && `#${entry.key}`}`
    : null
}

const isTarget = (snapshot: Snapshot, place: Jurisdiction | undefined): boolean =>
  place !== undefined && withReadersOf(snapshot).targets.has(place.key)

/**
 * Slug of the guide in which a preview shows an entry: its own, or the first that prints it; null if none does.
 */
export function previewGuideOf(snapshot: Snapshot, entry: Reviewed): string | null {
  const guides = guidePlaces(snapshot)
  if (entry.kind === 'site') return guides[0]?.slug ?? null
  const byKey = new Map(snapshot.jurisdictions.map((place) => [place.key, place]))
  const place = byKey.get(entry.jurisdiction ?? '')
  const own = place?.guide === 'section' ? place.parent : place?.key
  const parentOf = (key: string): string | null => byKey.get(key)?.parent ?? null
  const guide =
    guides.find(({ key }) => key === own && entry.kind !== 'route') ??
    (entry.kind === 'essential' || isTarget(snapshot, place) || entry.kind === 'route'
      ? guides.find(({ key }) => key !== place?.key && !ancestors(key, parentOf).includes(place?.key ?? ''))
      : undefined)
  return guide?.slug ?? null
}

/** The page on which a preview shows an entry; null if no published guide prints it. */
export function previewPathOf(snapshot: Snapshot, entry: Reviewed): string | null {
  const guide = previewGuideOf(snapshot, entry)
  if (entry.kind === 'essential') return pathOf(entry, snapshot.jurisdictions)
  if (guide === null) return null
  // The site's fixed words appear in guides.
  if (entry.kind === 'site') return paths.guide(guide)
  const place = snapshot.jurisdictions.find(({ key }) => key === entry.jurisdiction)
  if (entry.kind === 'route' || isTarget(snapshot, place)) return paths.pair(guide, place?.slug ?? '')
  return pathOf(entry, snapshot.jurisdictions)
}

/** Whether pair pages print an entry of their own guide; true if its content is not given. */
function isShownAbroad({ kind, content }: Printed): boolean {
  if (kind === 'offence' || kind === 'route') return false
  if (!content) return true
  if ('stage' in content) return content.stage === 'record'
  if ('steps' in content) return content.steps.some(({ crossBorder }) => crossBorder)
  return 'crossBorder' in content ? content.crossBorder : true
}

/**
 * Whether pages on a country may state that the convention binds it; they do only if the guide's own country is
 * also a party.
 */
const mayBind = ({ content }: Printed): boolean =>
  !content || !('budapest' in content) || content.budapest === 'party'

/** Prints of all of a guide. */
const WHOLE: readonly Print[] = PRINTS.filter((print) => !isShort(print))

/** The short prints that may show an entry of their own guide; all of them if its content is not given. */
const shortPrintsOf = ({ kind, content }: Printed): Print[] =>
  SHORT_PRINTS.filter((print) => showsOf(print, { kind, content }))

/** The pages of guides, grouped by what they print. */
function pagesOf(places: readonly Place[], targets: readonly string[], sections: readonly string[]) {
  const byKey = new Map(places.map((place) => [place.key, place]))
  const homeOf = (guide: Place): string[] => [
    guide.key,
    ...ancestors(guide.key, (key) => byKey.get(key)?.parent ?? null),
  ]
  const pairsOf = (guide: Place): string[] => {
    const home = homeOf(guide)
    return targets
      .filter((key) => !home.includes(key))
      .flatMap((key) => {
        const target = byKey.get(key)
        return target ? [paths.pair(guide.slug, target.slug)] : []
      })
  }
  const sectionsOf = (guide: Place): string[] =>
    places
      .filter(({ key, parent }) => parent === guide.key && sections.includes(key))
      .map((section) => paths.section(guide.slug, section.slug))
  return { byKey, homeOf, pairsOf, sectionsOf }
}

interface Where {
  place: Place
  guide: Place
  targets: readonly string[]
  sections: readonly string[]
  pages: ReturnType<typeof pagesOf>
}

/** Where one guide prints an entry of a place. */
function printedIn(
  entry: Printed,
  { place, guide, targets, sections, pages: { homeOf, pairsOf, sectionsOf } }: Where,
): PrintedOn {
  const pages: string[] = []
  const documents: string[] = []
  if (guide.key === place.key && entry.kind !== 'route') {
    pages.push(paths.guide(guide.slug))
    documents.push(...pdfsOf(guide.slug, [...WHOLE, ...shortPrintsOf(entry)]))
    if (isShownAbroad(entry)) pages.push(...pairsOf(guide))
    // Emergency numbers also appear on the home page and on the pages of the guide's sections.
    if (entry.kind === 'profile') pages.push(paths.index, ...sectionsOf(guide))
  }
  const inside = place.parent === guide.key && place.guide === 'section' && sections.includes(place.key)
  if (inside && (entry.kind === 'profile' || entry.kind === 'channel' || entry.kind === 'offence')) {
    pages.push(paths.section(guide.slug, place.slug))
    documents.push(...pdfsOf(guide.slug, WHOLE))
    if (entry.kind === 'profile') pages.push(paths.guide(guide.slug))
  }
  const abroad = targets.includes(place.key) && !homeOf(guide).includes(place.key)
  if (abroad && entry.kind === 'route') {
    pages.push(paths.guide(guide.slug), paths.pair(guide.slug, place.slug))
    documents.push(...pdfsOf(guide.slug, WHOLE))
  }
  if (abroad && entry.kind === 'profile' && mayBind(entry)) pages.push(paths.pair(guide.slug, place.slug))
  return { pages, documents }
}

/**
 * Where published guides print an entry: each page and PDF that may change with its words. Ignores a guide's
 * version and age, lists of changes, what can be searched,
 * and whether a copy is current.
 * @param places all jurisdictions.
 * @param guides those whose guide is published.
 * @param targets keys of the jurisdictions that have a live route.
 * @param sections keys of the sections that have a live profile; by default all sections.
 */
export function printedOn(
  entry: Printed,
  places: readonly Place[],
  guides: readonly Place[],
  targets: readonly string[],
  sections: readonly string[] = places.filter(({ guide }) => guide === 'section').map(({ key }) => key),
): PrintedOn {
  const of = pagesOf(places, targets, sections)
  if (entry.kind === 'essential')
    return {
      pages: [
        paths.index,
        paths.essentials,
        paths.essential(entry.slug ?? slugOfEssay(entry)),
        ...guides.flatMap((guide) => [
          paths.guide(guide.slug),
          ...(isShownAbroad(entry) ? of.pairsOf(guide) : []),
        ]),
      ],
      documents: guides.flatMap(({ slug }) => pdfsOf(slug, WHOLE)),
    }
  const place = of.byKey.get(entry.jurisdiction ?? '')
  if (!place) return { pages: [], documents: [] }
  const all = guides.map((guide) => printedIn(entry, { place, guide, targets, sections, pages: of }))
  return {
    pages: [...new Set(all.flatMap(({ pages }) => pages))],
    documents: [...new Set(all.flatMap(({ documents }) => documents))],
  }
}
