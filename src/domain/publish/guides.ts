import type { LegalDate } from '../dates.ts'
import { hashOf } from '../hash.ts'
import { ancestors, type Jurisdiction } from '../content/jurisdictions.ts'
import type { Site } from '../content/site.ts'
import { guidePlaces, withReadersOf } from './open-guides.ts'
import { entriesAt, entriesOf, indexOf } from './snapshot-index.ts'
import type { LiveEntry, Snapshot } from './snapshot.ts'

/** A state or territory inside its parent's guide. */
export interface GuideSection {
  place: Jurisdiction
  profile: LiveEntry<'profile'>
  channels: LiveEntry<'channel'>[]
  offences: LiveEntry<'offence'>[]
}

/** A country where a perpetrator may be, with the route by which a case gets there. */
export interface Target {
  place: Jurisdiction
  route: LiveEntry<'route'>
  /** The country's own profile, if it has one: pair pages print its membership of the convention. */
  profile: LiveEntry<'profile'> | null
  /** Full guides of the nations under it, if the route refers readers to them. */
  nations: Jurisdiction[]
  /** Readers have no guide of its own: what is said of it stands on pair pages alone. */
  onPairsAlone: boolean
}

/** The content of one place in printed order, from which its page and PDF are rendered. */
export interface Guide {
  place: Jurisdiction
  profile: LiveEntry<'profile'>
  record: LiveEntry<'channel'>[]
  national: LiveEntry<'channel'>[]
  offences: LiveEntry<'offence'>[]
  sections: GuideSection[]
  targets: Target[]
  ladder: LiveEntry<'ladder'> | null
  essentials: LiveEntry<'essential'>[]
  version: GuideVersion
}

/** Printed on the page and the PDF so that two copies can be told apart. */
export interface GuideVersion {
  /** The first characters of a hash over all inputs of the guide. */
  hash: string
  /** The day of its latest change. */
  day: LegalDate
}

const VERSION_LENGTH = 10

const guides = new WeakMap<Snapshot, Guide[]>()

/** The guides of a snapshot, by name of the place. */
export function guidesOf(snapshot: Snapshot): readonly Guide[] {
  const known = guides.get(snapshot) ?? guidePlaces(snapshot).map((place) => guideOf(snapshot, place))
  guides.set(snapshot, known)
  return known
}

function guideOf(snapshot: Snapshot, place: Jurisdiction): Guide {
  const [profile] = entriesAt(snapshot, 'profile', place.key)
  if (!profile) throw new TypeError(`${place.key} has no live profile.`)
  const channels = entriesAt(snapshot, 'channel', place.key)
  const [ladder] = entriesAt(snapshot, 'ladder', place.key)
  const parts = {
    place,
    profile,
    record: channels.filter(({ content }) => content.stage === 'record'),
    national: channels.filter(({ content }) => content.stage === 'national'),
    offences: entriesAt(snapshot, 'offence', place.key),
    sections: sectionsOf(snapshot, place),
    targets: targetsOf(snapshot, place),
    ladder: ladder ?? null,
    essentials: entriesOf(snapshot, 'essential'),
  }
  return { ...parts, version: versionOf(snapshot, parts) }
}

function sectionsOf(snapshot: Snapshot, place: Jurisdiction): GuideSection[] {
  return (indexOf(snapshot).sections.get(place.key) ?? [])
    .flatMap((section) => {
      const [profile] = entriesAt(snapshot, 'profile', section.key)
      return profile
        ? [
            {
              place: section,
              profile,
              channels: entriesAt(snapshot, 'channel', section.key),
              offences: entriesAt(snapshot, 'offence', section.key),
            },
          ]
        : []
    })
    .sort((a, b) => a.profile.order - b.profile.order || (a.place.name < b.place.name ? -1 : 1))
}

/** Every country with a live route, except the place itself and its parents. */
function targetsOf(snapshot: Snapshot, place: Jurisdiction): Target[] {
  const { places } = indexOf(snapshot)
  const home = [place.key, ...ancestorsIn(snapshot, place.key)]
  const known = withReadersOf(snapshot).targets
  return entriesOf(snapshot, 'route').flatMap((route) => {
    const target = places.get(route.jurisdiction ?? '')
    if (!target || home.includes(target.key)) return []
    const nations = route.content.seeNations ? (nationsOf(snapshot).get(target.key) ?? []) : []
    const [profile] = entriesAt(snapshot, 'profile', target.key)
    return [{ place: target, route, profile: profile ?? null, nations, onPairsAlone: known.has(target.key) }]
  })
}

const ancestorsIn = (snapshot: Snapshot, place: string): string[] => {
  const { places } = indexOf(snapshot)
  return ancestors(place, (key) => places.get(key)?.parent ?? null)
}

const nations = new WeakMap<Snapshot, ReadonlyMap<string, Jurisdiction[]>>()

/** The places with a published guide under each place, by name. */
function nationsOf(snapshot: Snapshot): ReadonlyMap<string, Jurisdiction[]> {
  const known = nations.get(snapshot)
  if (known) return known
  const under = new Map<string, Jurisdiction[]>()
  for (const place of guidePlaces(snapshot))
    for (const above of ancestorsIn(snapshot, place.key)) {
      const others = under.get(above)
      if (others) others.push(place)
      else under.set(above, [place])
    }
  nations.set(snapshot, under)
  return under
}

/** All entries of a guide, in the order of its parts. */
export const entriesOfGuide = (parts: Omit<Guide, 'version'>): LiveEntry[] => [
  parts.profile,
  ...parts.record,
  ...parts.national,
  ...parts.offences,
  ...parts.sections.flatMap((section) => [section.profile, ...section.channels, ...section.offences]),
  ...parts.targets.flatMap((target) => [target.route, ...(target.profile ? [target.profile] : [])]),
  ...(parts.ladder ? [parts.ladder] : []),
  ...parts.essentials,
]

/** The site's words that a guide, its PDF and its pair pages print. */
const printedWords = ({
  brand,
  sample,
  sampleNotice,
  disclaimer,
  correctionsEmail,
  guide,
  routeClosing,
}: Site) => ({
  brand,
  sample,
  sampleNotice,
  disclaimer,
  correctionsEmail,
  guide,
  routeClosing,
})

function versionOf({ site, day }: Snapshot, parts: Omit<Guide, 'version'>): GuideVersion {
  const { place, profile, sections, targets } = parts
  const entries = entriesOfGuide(parts)
  const inputs = {
    words: printedWords(site),
    place,
    sections: sections.map((section) => section.place),
    targets: targets.map((target) => ({ place: target.place, nations: target.nations })),
    entries: entries.map(({ key, edition, verifiedOn, dueOn, overdue }) => ({
      key,
      content: edition.contentHash,
      verifiedOn,
      dueOn,
      overdue,
    })),
  }
  // A verification from before the edition went live is older than the edition itself.
  const days = entries
    .map(({ edition, verifiedOn }) => (verifiedOn > edition.since ? verifiedOn : edition.since))
    .filter((each) => each <= day)
  return {
    hash: hashOf(inputs).slice(0, VERSION_LENGTH),
    day: days.reduce((latest, each) => (each > latest ? each : latest), profile.edition.since),
  }
}
