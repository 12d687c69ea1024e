import type { Entry } from './content.ts'
import { guidePlaces } from './guides.ts'
import { ancestors, type Jurisdiction } from './jurisdictions.ts'
import { anchorOf } from './keys.ts'
import { PAPERS, paths, type Paper } from './paths.ts'
import type { Snapshot } from './snapshot.ts'

type Place = Pick<Jurisdiction, 'key' | 'slug' | 'parent' | 'guide'>
type Printed = Pick<Entry, 'key' | 'kind' | 'jurisdiction'> & { slug?: string }

const slugOfEssay = (entry: Pick<Entry, 'key' | 'kind'> & Partial<Pick<Entry, 'content'>>): string => {
  const slug = entry.content && 'slug' in entry.content ? entry.content.slug : null
  return slug ?? entry.key.split('/').at(-1) ?? ''
}

/**
 * The address at which readers find an entry, with its anchor; null where its place has no page.
 * @param places all jurisdictions.
 */
export function pathOf(entry: Entry, places: readonly Place[]): string | null {
  if (entry.kind === 'essential') return paths.essential(slugOfEssay(entry))
  const byKey = new Map(places.map((place) => [place.key, place]))
  const place = byKey.get(entry.jurisdiction ?? '')
  if (!place) return null
  if (entry.kind === 'route') return null
  if (place.guide === 'full') return `${paths.guide(place.slug)}#${anchorOf(entry.key)}`
  const parent = byKey.get(place.parent ?? '')
  return place.guide === 'section' && parent ? paths.section(parent.slug, place.slug) : null
}

/** Slug of the guide in which a preview shows an entry: its own, or the first that prints it; null where none does. */
export function previewGuideOf(snapshot: Snapshot, entry: Entry): string | null {
  const guides = guidePlaces(snapshot)
  const byKey = new Map(snapshot.jurisdictions.map((place) => [place.key, place]))
  const place = byKey.get(entry.jurisdiction ?? '')
  const own = place?.guide === 'section' ? place.parent : place?.key
  const parentOf = (key: string): string | null => byKey.get(key)?.parent ?? null
  const guide =
    guides.find(({ key }) => key === own) ??
    (entry.kind === 'essential' || place?.guide === 'inbound' || entry.kind === 'route'
      ? guides.find(({ key }) => key !== place?.key && !ancestors(key, parentOf).includes(place?.key ?? ''))
      : undefined)
  return guide?.slug ?? null
}

/** The page on which a preview shows an entry; null where no published guide prints it. */
export function previewPathOf(snapshot: Snapshot, entry: Entry): string | null {
  const guide = previewGuideOf(snapshot, entry)
  if (entry.kind === 'essential') return pathOf(entry, snapshot.jurisdictions)
  if (guide === null) return null
  const place = snapshot.jurisdictions.find(({ key }) => key === entry.jurisdiction)
  if (entry.kind === 'route' || place?.guide === 'inbound') return paths.pair(guide, place?.slug ?? '')
  return pathOf(entry, snapshot.jurisdictions)
}

/** The pages and PDFs that print an entry. */
export interface PrintedOn {
  pages: string[]
  documents: string[]
}

/**
 * Where an entry is printed, among the guides that are published.
 * @param places all jurisdictions.
 * @param guides those whose guide is published.
 * @param targets keys of the jurisdictions that have a live route.
 */
export function printedOn(
  entry: Printed,
  places: readonly Place[],
  guides: readonly Place[],
  targets: readonly string[],
): PrintedOn {
  const byKey = new Map(places.map((place) => [place.key, place]))
  const parentOf = (key: string): string | null => byKey.get(key)?.parent ?? null
  const documentsOf = (guide: Place): string[] =>
    (Object.keys(PAPERS) as Paper[]).map((paper) => paths.pdf(guide.slug, paper))
  const pairsOf = (guide: Place): string[] => {
    const home = [guide.key, ...ancestors(guide.key, parentOf)]
    return targets
      .filter((key) => !home.includes(key))
      .flatMap((key) => {
        const target = byKey.get(key)
        return target ? [paths.pair(guide.slug, target.slug)] : []
      })
  }
  const place = byKey.get(entry.jurisdiction ?? '')
  if (entry.kind === 'essential')
    return {
      pages: [
        paths.essentials,
        paths.essential(entry.slug ?? slugOfEssay(entry)),
        ...guides.flatMap((guide) => [paths.guide(guide.slug), ...pairsOf(guide)]),
      ],
      documents: guides.flatMap(documentsOf),
    }
  if (!place) return { pages: [], documents: [] }
  const pages: string[] = []
  const documents: string[] = []
  for (const guide of guides) {
    const section = place.guide === 'section' && place.parent === guide.key
    if (guide.key === place.key || section) {
      pages.push(paths.guide(guide.slug))
      documents.push(...documentsOf(guide))
      if (section) pages.push(paths.section(guide.slug, place.slug))
      else if (entry.kind !== 'offence' && entry.kind !== 'route') pages.push(...pairsOf(guide))
    }
    const home = [guide.key, ...ancestors(guide.key, parentOf)]
    const abroad = (entry.kind === 'route' || entry.kind === 'profile') && !home.includes(place.key)
    if (abroad && targets.includes(place.key)) {
      if (entry.kind === 'route') {
        pages.push(paths.guide(guide.slug))
        documents.push(...documentsOf(guide))
      }
      pages.push(paths.pair(guide.slug, place.slug))
    }
  }
  return { pages: [...new Set(pages)], documents: [...new Set(documents)] }
}
