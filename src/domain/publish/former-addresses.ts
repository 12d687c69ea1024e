import type { Jurisdiction } from '../content/jurisdictions.ts'
import { entryKey, isSlug, NO_PLACE } from '../keys.ts'
import type { Change } from './changes.ts'
import { guidePlaces } from './open-guides.ts'
import { pageAt, paths } from './paths.ts'
import { entriesAt, entriesOf } from './snapshot-index.ts'
import type { Snapshot } from './snapshot.ts'

/** The kinds of page whose address can be lost. */
export type FormerKind = 'guide' | 'pair' | 'section' | 'essential' | 'other'

/** What became of the page at an address, for those who come to it. */
export interface Former {
  kind: FormerKind
  /** The page that says the same now. */
  movedTo: { path: string; title: string } | null
  /** The withdrawal that ended it; null where nobody withdrew it, or it was published again since. */
  withdrawal: Change | null
  /** The guide it belongs to, if readers have that. */
  guide: Jurisdiction | null
  /** The place it is about, and for a pair the place of the other person, as far as they are known. */
  place: Jurisdiction | null
  target: Jurisdiction | null
}

/**
 * Addresses that had a page in the last release and have none in this one.
 * @param last files of the last release.
 * @param planned files of this one.
 * @param isHeld whether a file of the last release is kept as it is.
 */
export function formerAddresses(
  last: readonly { path: string }[],
  planned: readonly { path: string }[],
  isHeld: (path: string) => boolean,
): string[] {
  const there = new Set(planned.map(({ path }) => path))
  return last.flatMap(({ path }) => (there.has(path) || isHeld(path) ? [] : (pageAt(path) ?? [])))
}

const UNKNOWN: Former = {
  kind: 'other',
  movedTo: null,
  withdrawal: null,
  guide: null,
  place: null,
  target: null,
}

/** What became of the page at an address of the site, from what is published and the public record of changes. */
export function formerPage(snapshot: Snapshot, path: string): Former {
  const [folder, slug = '', ...rest] = path.split('/').filter(Boolean)
  if (folder === 'essentials') return formerEssay(snapshot, slug)
  return folder === 'guides' || folder === 'version' ? formerOfGuide(snapshot, slug, rest) : UNKNOWN
}

function formerEssay(snapshot: Snapshot, slug: string): Former {
  const entry = essayAt(snapshot, slug)
  const live = entriesOf(snapshot, 'essential').find(({ key }) => key === entry)
  const movedTo = live ? { path: paths.essential(live.content.slug), title: live.content.title } : null
  return { ...UNKNOWN, kind: 'essential', movedTo, withdrawal: entry ? withdrawalOf(snapshot, entry) : null }
}

/** The essay that last had this slug, by the public record. */
const essayAt = ({ changes }: Snapshot, slug: string): string | undefined =>
  changes.findLast(
    ({ entryKind, fields }) =>
      entryKind === 'essential' &&
      fields.some(({ field, before, after }) => field === 'slug' && (before === slug || after === slug)),
  )?.entry

/** The slugs that an essay has had, by the public record. */
export const slugsOfEssay = ({ changes }: Pick<Snapshot, 'changes'>, entry: string): string[] => [
  ...new Set(
    changes.flatMap((change) =>
      change.entry === entry
        ? change.fields.flatMap(({ field, before, after }) =>
            field === 'slug' ? [before, after].filter((slug) => slug !== null) : [],
          )
        : [],
    ),
  ),
]

function formerOfGuide(snapshot: Snapshot, slug: string, [first, second]: string[]): Former {
  const placeAt = (at: string): Jurisdiction | null =>
    snapshot.jurisdictions.find((place) => place.slug === at) ?? null
  const place = placeAt(slug)
  const guide = guidePlaces(snapshot).find((each) => each.slug === slug) ?? null
  const ofGuide: Former = { ...UNKNOWN, kind: 'guide', place, guide }
  if (!guide)
    return {
      ...ofGuide,
      movedTo: sectionNow(snapshot, place),
      withdrawal: withdrawalOfOnly(snapshot, slug, 'profile'),
    }
  if (first === 'to' && second !== undefined)
    return {
      ...ofGuide,
      kind: 'pair',
      target: placeAt(second),
      withdrawal: withdrawalOfOnly(snapshot, second, 'route'),
    }
  if (first === undefined || second !== undefined) return ofGuide
  const section = placeAt(first)
  const own = guidePlaces(snapshot).find(({ key }) => key === section?.key)
  // Its own address is no other page: it would lead to itself.
  const elsewhere = section?.parent === place?.key ? null : sectionNow(snapshot, section)
  return {
    ...ofGuide,
    kind: 'section',
    place: section,
    movedTo: own ? { path: paths.guide(own.slug), title: own.name } : elsewhere,
    withdrawal: withdrawalOfOnly(snapshot, first, 'profile'),
  }
}

/** The section that a place has in another guide now. */
function sectionNow(snapshot: Snapshot, place: Jurisdiction | null): Former['movedTo'] {
  const guide = guidePlaces(snapshot).find(({ key }) => key === place?.parent)
  const [profile] = entriesAt(snapshot, 'profile', place?.key)
  return place?.guide === 'section' && guide && profile
    ? { path: paths.section(guide.slug, place.slug), title: place.name }
    : null
}

/** The withdrawal of the one entry that a place has of this kind. */
const withdrawalOfOnly = (snapshot: Snapshot, place: string, kind: 'profile' | 'route'): Change | null =>
  isSlug(place) && place !== NO_PLACE ? withdrawalOf(snapshot, entryKey(place, kind)) : null

const withdrawalOf = ({ changes }: Snapshot, entry: string): Change | null => {
  const last = changes.findLast((change) => change.entry === entry)
  return last?.kind === 'withdrawn' ? last : null
}
