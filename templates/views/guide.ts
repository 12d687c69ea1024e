import { printDate } from '#domain/dates.ts'
import type { Guide, GuideSection } from '#domain/publish/guides.ts'
import { paths } from '#domain/publish/paths.ts'
import type { Site } from '#domain/content/site.ts'
import { inPlace } from '#domain/content/site.ts'
import type { LiveEntry } from '#domain/publish/snapshot.ts'
import { prose, type ProseBlock } from '#domain/content/prose.ts'
import { channelView, type ChannelView } from './channel.ts'
import { essentialTeaser, essentialView, type EssentialTeaser, type EssentialView } from './essential.ts'
import { ladderView, type LadderView } from './ladder.ts'
import { offenceView, statusOf, type OffenceLink, type OffenceView } from './offence.ts'
import { PageContext, type FreshnessView, type Verification } from './page-context.ts'
import { citer } from './parts.ts'
import {
  doxxingView,
  emergencyView,
  recordingRule,
  recordingView,
  type EmergencyView,
  type Rule,
  type RuleView,
} from './profile.ts'
import { routeTile, routeView, type RouteTile, type RouteView } from './route.ts'
import { situationsView, type SituationGroupView } from './situations.ts'
import { sourcesView, type SourceView } from './sources.ts'
import { catalogue } from '../words/index.ts'

/** The fixed text of a guide, with the place filled in. */
export interface Words {
  title: string
  intro: ProseBlock[]
  emergency: { heading: string; after: ProseBlock[] }
  record: { heading: string; intro: ProseBlock[] }
  national: { heading: string; intro: ProseBlock[] }
  offences: { heading: string; intro: ProseBlock[] }
  doxxing: { heading: string }
  recording: { heading: string }
  sections: { heading: string; intro: ProseBlock[] }
  crossBorder: { heading: string; intro: ProseBlock[] }
  ladder: { heading: string; intro: ProseBlock[] }
  essentials: { heading: string; intro: ProseBlock[] }
}

export function wordsFor({ guide }: Site, inSentence: string): Words {
  const line = (text: string): string => inPlace(text, inSentence)
  const text = (words: string): ProseBlock[] => prose(line(words))
  return {
    title: line(guide.title),
    intro: text(guide.intro),
    emergency: { heading: line(guide.emergencyHeading), after: text(guide.emergencyAfter) },
    record: { heading: line(guide.recordHeading), intro: text(guide.recordIntro) },
    national: { heading: line(guide.nationalHeading), intro: text(guide.nationalIntro) },
    offences: { heading: line(guide.offencesHeading), intro: text(guide.offencesIntro) },
    doxxing: { heading: line(guide.doxxingHeading) },
    recording: { heading: line(guide.recordingHeading) },
    sections: { heading: line(guide.sectionsHeading), intro: text(guide.sectionsIntro) },
    crossBorder: { heading: line(guide.crossBorderHeading), intro: text(guide.crossBorderIntro) },
    ladder: { heading: line(guide.ladderHeading), intro: text(guide.ladderIntro) },
    essentials: { heading: line(guide.essentialsHeading), intro: text(guide.essentialsIntro) },
  }
}

/** A step of the guide in its table of contents. */
export interface ContentsItem {
  href: string
  label: string
}

export interface SectionRow {
  id: string
  name: string
  abbreviation: string | null
  href: string
  ownOffences: { count: number; refs: number[]; since: string | null } | null
  recording: Rule | null
  standing: Verification
  /** The section's own channels: printed in full where the whole guide is printed. */
  channels: ChannelView[]
  offences: OffenceView[]
}

export interface VersionView {
  hash: string
  day: string
}

export interface GuideView {
  place: { name: string; inSentence: string; slug: string }
  words: Words
  version: VersionView
  freshness: FreshnessView
  emergency: EmergencyView
  situations: SituationGroupView[]
  record: ChannelView[]
  national: ChannelView[]
  offences: OffenceView[]
  doxxing: RuleView | null
  recording: RuleView | null
  sections: SectionRow[]
  /** One for each country the other person may be in. */
  tiles: RouteTile[]
  ladder: LadderView | null
  essentials: EssentialTeaser[]
  contents: ContentsItem[]
  /** What a page links to and a print must include: routes and essays in full. Empty on a page. */
  routes: RouteView[]
  essays: EssentialView[]
  routeClosing: string
  sources: SourceView[]
}

/**
 * Where the offences of a guide and its sections can be read, by key: targets of “see also”.
 * @param here the section whose page is rendered; null for the guide's own page.
 */
export function offenceLinks(
  { place, offences, sections }: Guide,
  here: GuideSection | null,
): Map<string, OffenceLink> {
  const links = (entries: readonly LiveEntry<'offence'>[], page: string): [string, OffenceLink][] =>
    entries.map((entry) => [
      entry.key,
      { title: entry.content.title, href: `${page}#${entry.key}`, standingWord: statusOf(entry) },
    ])
  return new Map([
    ...links(offences, here === null ? '' : paths.guide(place.slug)),
    ...sections.flatMap((section) =>
      links(section.offences, section === here ? '' : paths.section(place.slug, section.place.slug)),
    ),
  ])
}

export const versionView = ({ version }: Guide): VersionView => ({
  hash: version.hash,
  day: printDate(version.day),
})

/**
 * The entries of which a guide prints something.
 * @param whole true where it prints all of them: routes, essays and what sections have of their own.
 */
const printedEntries = (
  { profile, record, national, offences, sections, ladder, targets, essentials }: Guide,
  whole: boolean,
): LiveEntry[] => [
  profile,
  ...record,
  ...national,
  ...offences,
  ...sections.map((section) => section.profile),
  ...targets.map(({ route }) => route),
  ...(ladder ? [ladder] : []),
  ...(whole ? [...sections.flatMap((each) => [...each.channels, ...each.offences]), ...essentials] : []),
]

/**
 * Everything a guide prints, composed in printed order so that its sources are numbered in order of first use.
 * @param whole true for a print, which includes routes and essays in full.
 */
export function guideView(guide: Guide, site: Site, { whole }: { whole: boolean }): GuideView {
  const { place, profile } = guide
  const page = new PageContext(printedEntries(guide, whole))
  const links = offenceLinks(guide, null)
  const words = wordsFor(site, place.inSentence)
  const emergency = emergencyView(profile, page)
  if (!emergency) throw new TypeError(`The guide of ${place.name} has no emergency number.`)
  const record = guide.record.map((entry) => channelView(entry, page))
  const national = guide.national.map((entry) => channelView(entry, page))
  const offences = guide.offences.map((entry) => offenceView(entry, page, links))
  const doxxing = doxxingView(profile, page)
  const recording = recordingView(profile, page)
  const sections = guide.sections.map((section) => sectionRow(guide, section, page, whole ? links : null))
  const routes = whole ? guide.targets.map((target) => routeView(target, page)) : []
  const ladder = guide.ladder && ladderView(guide.ladder, page)
  const essays = whole ? guide.essentials.map((entry) => essentialView(entry, page)) : []
  const tiles = guide.targets.map((target) =>
    routeTile(target, paths.pair(place.slug, target.place.slug), page),
  )
  const view = {
    words,
    situations: situationsView(guide.offences, links),
    record,
    national,
    offences,
    doxxing,
    recording,
    sections,
    tiles,
    ladder,
    essentials: guide.essentials.map((each) => essentialTeaser(each, { guide: place.slug, page })),
  }
  return {
    place: { name: place.name, inSentence: place.inSentence, slug: place.slug },
    version: versionView(guide),
    freshness: page.freshness,
    emergency,
    ...view,
    routes,
    essays,
    routeClosing: site.routeClosing,
    contents: contentsOf(view),
    sources: sourcesView(page.sources),
  }
}

/** @param links where offences can be read; null where the section's own page has its content. */
function sectionRow(
  { place }: Guide,
  section: GuideSection,
  page: PageContext,
  links: ReadonlyMap<string, OffenceLink> | null,
): SectionRow {
  const { key, content } = section.profile
  const block = { id: key, title: section.place.name }
  const count = content.ownOffences
  const cite = citer(page.sources, section.profile, block)
  return {
    id: key,
    name: section.place.name,
    abbreviation: section.place.abbreviation,
    href: paths.section(place.slug, section.place.slug),
    ownOffences:
      count === null ? null : { count, refs: cite.refs('ownOffences'), since: cite.since('ownOffences') },
    recording: recordingRule(section.profile, page, block),
    standing: links ? page.standing(section.profile, block) : page.graded(section.profile),
    channels: links ? section.channels.map((entry) => channelView(entry, page)) : [],
    offences: links ? section.offences.map((entry) => offenceView(entry, page, links)) : [],
  }
}

/** The steps a guide has, by name. */
function contentsOf(
  view: Pick<
    GuideView,
    | 'words'
    | 'situations'
    | 'record'
    | 'national'
    | 'offences'
    | 'doxxing'
    | 'recording'
    | 'sections'
    | 'tiles'
    | 'ladder'
    | 'essentials'
  >,
): ContentsItem[] {
  const { words } = view
  const items: (ContentsItem | false)[] = [
    view.situations.length > 0 && { href: '#situations', label: catalogue.guide.whatIsHappening },
    view.record.length > 0 && { href: '#record', label: words.record.heading },
    view.national.length > 0 && { href: '#national', label: words.national.heading },
    view.offences.length > 0 && { href: '#offences', label: words.offences.heading },
    view.doxxing !== null && { href: '#doxxing', label: words.doxxing.heading },
    view.recording !== null && { href: '#recording', label: words.recording.heading },
    view.sections.length > 0 && { href: '#sections', label: words.sections.heading },
    view.tiles.length > 0 && { href: '#cross-border', label: words.crossBorder.heading },
    view.ladder !== null && { href: '#ladder', label: words.ladder.heading },
    view.essentials.length > 0 && { href: '#essentials', label: words.essentials.heading },
    { href: '#sources', label: catalogue.guide.sources },
  ]
  return items.filter((item) => item !== false)
}
