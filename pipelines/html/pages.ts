import { changesOfGuide, changesOfSite } from '#domain/publish/changes-of-guide.ts'
import type { Change } from '#domain/publish/changes.ts'
import type { DocumentFacts } from '#domain/publish/outputs.ts'
import { guidesOf, type Guide, type GuideSection, type Target } from '#domain/publish/guides.ts'
import { GUIDE_FORMS, PAPERS, paths, type GuideForm, type Paper } from '#domain/publish/paths.ts'
import { laterOf, type LegalDate } from '#domain/dates.ts'
import { prose, type ProseBlock } from '#domain/content/prose.ts'
import { inPlace, type Site } from '#domain/content/site.ts'
import { entriesOf, type LiveEntry, type Snapshot } from '#domain/publish/snapshot.ts'
import { SourceList } from '#domain/publish/source-list.ts'
import { channelView } from '#templates/views/channel.ts'
import {
  changeContext,
  changesView,
  FEED_LENGTH,
  lastChange,
  type ChangeContext,
} from '#templates/views/changes.ts'
import { linksOfGuide, linksOfSite } from '#templates/views/entry-links.ts'
import { essentialTeaser, essentialView, fromGuide } from '#templates/views/essential.ts'
import { feedLinks, frame } from '#templates/views/frame.ts'
import { guideView, offenceLinks, versionView, wordsFor } from '#templates/views/guide.ts'
import { ladderView } from '#templates/views/ladder.ts'
import { offenceView } from '#templates/views/offence.ts'
import { citer, contactView } from '#templates/views/parts.ts'
import { emergencyView, recordingView } from '#templates/views/profile.ts'
import { routeView } from '#templates/views/route.ts'
import { searchView } from '#templates/views/search.ts'
import { situationsView } from '#templates/views/situations.ts'
import { sourcesView } from '#templates/views/sources.ts'
import { catalogue } from '#templates/words/index.ts'

/** One page of the site: its path, template and view. */
export interface Page {
  path: string
  template: string
  view: object
  /** The day on which what it says last changed; null or absent where its parts do not tell. */
  modified?: LegalDate | null
}

/** Facts of the printed documents, by address. Only documents listed here are linked. */
export type Documents = ReadonlyMap<string, DocumentFacts>

/**
 * Every page of a snapshot.
 * @param timeZone time zone of the site's days: changes are listed by day.
 */
export function pagesOf(snapshot: Snapshot, documents: Documents, timeZone = 'UTC'): Page[] {
  const { site } = snapshot
  const guides = guidesOf(snapshot)
  const essentials = entriesOf(snapshot, 'essential')
  const context = changeContext(snapshot, timeZone)
  return [
    indexPage(snapshot, guides, essentials),
    siteChangesPage(snapshot, guides, { ...context, links: linksOfSite(guides, essentials) }),
    ...guides.flatMap((guide) => {
      const changes = changesOfGuide(snapshot, guide)
      return [
        guidePage(guide, site, documents, lastChange(changes, context)),
        guideChangesPage(guide, site, changes, { ...context, links: linksOfGuide(guide) }),
        guideSearchPage(snapshot, guide),
        ...guide.sections.map((section) => sectionPage(guide, section, site)),
        ...guide.targets.map((target) => pairPage(guide, target, site)),
      ]
    }),
    essentialsPage(site, essentials),
    ...essentials.map((essential) => essayPage(essential, site, guides)),
    searchPage(snapshot, guides, essentials),
    textPage(site, paths.about, catalogue.page.aboutBrand({ brand: site.brand }), site.about, [
      { href: paths.index, label: catalogue.page.allGuides },
      { href: paths.siteData, label: catalogue.page.allGuidesAsData },
    ]),
    textPage(site, paths.notFound, catalogue.page.notHere, catalogue.page.notHereWhy, [
      { href: paths.index, label: catalogue.page.allGuides },
      { href: paths.essentials, label: catalogue.page.essentials },
      { href: paths.search, label: catalogue.search.allGuides },
      ...guides.map(barOf).map(({ href, label }) => ({
        href,
        label: catalogue.guide.guideFor({ name: label }),
      })),
    ]),
  ]
}

/** What a text begins with. */
const firstParagraph = (blocks: readonly ProseBlock[]): string | null =>
  blocks.find((block) => block.type === 'paragraph')?.text ?? null

const barOf = ({ place }: Pick<Guide, 'place'>) => ({ href: paths.guide(place.slug), label: place.name })

const size = (bytes: number): string =>
  bytes < 1_000_000
    ? catalogue.page.kilobytes({ count: Math.max(1, Math.round(bytes / 1000)) })
    : catalogue.page.megabytes({ count: (bytes / 1_000_000).toFixed(1) })

function documentLinks(slug: string, documents: Documents) {
  return (Object.keys(PAPERS) as Paper[]).flatMap((paper) => {
    const href = paths.pdf(slug, paper)
    const facts = documents.get(href)
    return facts
      ? [{ href, paper: catalogue.labels.papers[paper], pages: facts.pages, size: size(facts.bytes) }]
      : []
  })
}

const formLinks = (slug: string) =>
  (Object.keys(GUIDE_FORMS) as GuideForm[]).map((form) => ({
    href: paths.form(slug, form),
    label: catalogue.labels.forms[form],
  }))

/** The title and first paragraph of a guide: the first names the place, the second says what is in it. */
const guideDescription = ({ place }: Guide, { guide: { title, intro } }: Site): string =>
  inPlace(sentences(title, firstParagraph(prose(intro))), place.inSentence)

/** A title and a text, read one after the other. */
const sentences = (title: string, text: string | null): string =>
  text === null ? title : `${title.replace(/[.]$/, '')}${/[?!]$/.test(title) ? '' : '.'} ${text}`

/** @param last day of the newest change; null where there is none. */
function guidePage(guide: Guide, site: Site, documents: Documents, last: string | null): Page {
  const view = guideView(guide, site, { whole: false })
  return {
    path: paths.guide(guide.place.slug),
    template: 'pages/guide',
    modified: guide.version.day,
    view: {
      ...frame(site, {
        title: view.words.title,
        description: guideDescription(guide, site),
        bodyClass: 'has-contents',
        bar: barOf(guide),
        version: view.version,
        guide,
      }),
      ...view,
      lastChange: last,
      subscribe: paths.subscribeTo(guide.place.key),
      documents: documentLinks(guide.place.slug, documents),
      otherForms: formLinks(guide.place.slug),
    },
  }
}

/** Parts of the guide repeated on each of its other pages. */
function guideParts(guide: Guide, site: Site, sources: SourceList) {
  const emergency = emergencyView(guide.profile, sources)
  if (!emergency) throw new TypeError(`The guide of ${guide.place.name} has no emergency number.`)
  return {
    guide: {
      href: paths.guide(guide.place.slug),
      name: guide.place.name,
      inSentence: guide.place.inSentence,
    },
    words: wordsFor(site, guide.place.inSentence),
    emergency,
  }
}

function pairPage(guide: Guide, target: Target, site: Site): Page {
  const sources = new SourceList()
  const parts = guideParts(guide, site, sources)
  const record = guide.record.map((entry) => channelView(entry, sources))
  const route = routeView(target, sources)
  const convention = conventionView(guide, target, sources)
  const ladder = guide.ladder && ladderView(guide.ladder, sources, ({ crossBorder }) => crossBorder)
  const essentials = guide.essentials.filter(({ content }) => content.crossBorder)
  const printed: LiveEntry[] = [
    guide.profile,
    ...guide.record,
    target.route,
    ...(guide.ladder ? [guide.ladder] : []),
  ]
  const both = { here: guide.place.inSentence, there: target.place.inSentence }
  const heading = catalogue.guide.pairHeading(both)
  const description = catalogue.describe.pair(both)
  const version = versionView(guide, printed)
  return {
    path: paths.pair(guide.place.slug, target.place.slug),
    template: 'pages/pair',
    modified: guide.version.day,
    view: {
      ...frame(site, { title: heading, description, bar: barOf(guide), version, guide }),
      ...parts,
      heading,
      record,
      route,
      routeClosing: site.routeClosing,
      convention,
      ladder: ladder && ladder.steps.length > 0 ? ladder : null,
      essentials: essentials.map((each) => essentialTeaser(each, guide.place.slug)),
      sources: sourcesView(sources),
    },
  }
}

const CONVENTION = { id: 'convention', title: catalogue.guide.evidence }

/** The Budapest Convention status in two places' profiles; null where either says nothing. */
function conventionView(
  { place, profile: here }: Guide,
  { place: target, profile: there }: Target,
  sources: SourceList,
): { text: string; refs: number[] } | null {
  if (!there || here.content.budapest !== 'party' || there.content.budapest !== 'party') return null
  const refs = [here, there].flatMap((profile) => citer(sources, profile, CONVENTION).refs('budapest'))
  return {
    text: catalogue.guide.convention({ here: place.inSentence, there: target.inSentence }),
    refs: [...new Set(refs)].sort((a, b) => a - b),
  }
}

function sectionPage(guide: Guide, section: GuideSection, site: Site): Page {
  const sources = new SourceList()
  const links = offenceLinks(guide, section)
  const parts = guideParts(guide, site, sources)
  const { place, profile } = section
  const cite = citer(sources, profile, { id: profile.key, title: place.name })
  const ownRefs = cite.refs('ownOffences')
  const recording = recordingView(profile, sources)
  const channels = section.channels.map((entry) => channelView(entry, sources))
  const offences = section.offences.map((entry) => offenceView(entry, sources, links))
  const heading = catalogue.guide.whatDiffers({ place: place.name })
  const version = versionView(guide, [guide.profile, profile, ...section.channels, ...section.offences])
  const home = paths.guide(guide.place.slug)
  return {
    path: paths.section(guide.place.slug, place.slug),
    template: 'pages/section',
    modified: guide.version.day,
    view: {
      ...frame(site, {
        title: heading,
        description: catalogue.describe.section({ place: place.name, whole: guide.place.inSentence }),
        bar: barOf(guide),
        version,
        guide,
      }),
      ...parts,
      heading,
      section: {
        id: profile.key,
        inSentence: place.inSentence,
        ownOffences: profile.content.ownOffences,
        ownRefs,
        ownSince: cite.since('ownOffences'),
      },
      recording,
      channels,
      situations: situationsView(section.offences, links),
      offences,
      contents: guideView(guide, site, { whole: false })
        .contents.filter(({ href }) => href !== '#sources')
        .map(({ href, label }) => ({ href: `${home}${href}`, label })),
      sources: sourcesView(sources),
    },
  }
}

/** Places without a guide, with what is published of them: a number to call, the guides of their nations. */
function placesWithoutGuide(snapshot: Snapshot, guides: readonly Guide[]) {
  const places = snapshot.jurisdictions.filter(({ guide }) => guide === 'inbound')
  return places.map(({ key, name }) => {
    const [profile] = entriesOf(snapshot, 'profile', ({ jurisdiction }) => jurisdiction === key)
    const [number] = profile?.content.emergency?.contacts ?? []
    return {
      name,
      number: number ? contactView(number) : null,
      convention: profile?.content.budapest === 'party',
      nations: guides.filter(({ place }) => place.parent === key).map(barOf),
    }
  })
}

function indexPage(
  snapshot: Snapshot,
  guides: readonly Guide[],
  essentials: readonly LiveEntry<'essential'>[],
): Page {
  const { site, jurisdictions } = snapshot
  const names = new Map(jurisdictions.map(({ key, name }) => [key, name]))
  return {
    path: paths.index,
    template: 'pages/index',
    view: {
      ...frame(site, { title: site.strapline, description: site.strapline, feeds: true }),
      guides: guides.map(({ place, profile, sections }) => {
        const number = profile.content.emergency?.contacts[0]
        if (!number) throw new TypeError(`The guide of ${place.name} has no emergency number.`)
        return {
          href: paths.guide(place.slug),
          name: place.name,
          part: place.parent ? (names.get(place.parent) ?? null) : null,
          number: contactView(number),
          sections: sections.map((section) => ({
            href: paths.section(place.slug, section.place.slug),
            label: section.place.name,
          })),
        }
      }),
      elsewhere: prose(site.elsewhere),
      inbound: placesWithoutGuide(snapshot, guides),
      essentials: essentials.map((each) => essentialTeaser(each)),
    },
  }
}

/** Maximum guides whose own lists are linked from the site-wide list: more would need an index. */
const NAMED_GUIDES = 40

function siteChangesPage(snapshot: Snapshot, guides: readonly Guide[], context: ChangeContext): Page {
  const { site } = snapshot
  const heading = catalogue.changes.heading
  return {
    path: paths.changes,
    template: 'pages/changes',
    view: {
      ...frame(site, { title: heading, description: catalogue.describe.changes, feeds: true }),
      heading,
      guide: null,
      guides:
        guides.length > NAMED_GUIDES
          ? []
          : guides.map(({ place }) => ({ href: paths.guideChanges(place.slug), label: place.name })),
      ...changesParts(site, null, changesOfSite(snapshot), context),
    },
  }
}

function guideChangesPage(
  guide: Guide,
  site: Site,
  changes: readonly Change[],
  context: ChangeContext,
): Page {
  const { place } = guide
  const heading = catalogue.changes.headingOfGuide({ place: place.inSentence })
  return {
    path: paths.guideChanges(place.slug),
    template: 'pages/changes',
    view: {
      ...frame(site, {
        title: heading,
        description: catalogue.describe.guideChanges({ place: place.inSentence }),
        bar: barOf(guide),
        guide,
      }),
      heading,
      guide: { href: paths.guide(place.slug), name: place.name },
      guides: [],
      ...changesParts(site, guide, changes, context),
    },
  }
}

function changesParts(site: Site, guide: Guide | null, changes: readonly Change[], context: ChangeContext) {
  const view = changesView(changes, context)
  return {
    ...view,
    more: view.total > view.listed,
    feeds: feedLinks(site, guide),
    feedLength: FEED_LENGTH,
    subscribe: guide ? paths.subscribeTo(guide.place.key) : paths.subscribe,
  }
}

function searchPage(
  snapshot: Snapshot,
  guides: readonly Guide[],
  essentials: readonly LiveEntry<'essential'>[],
): Page {
  const { site } = snapshot
  return {
    path: paths.search,
    template: 'pages/search',
    view: {
      ...frame(site, {
        title: catalogue.search.heading,
        description: catalogue.describe.search,
        searched: true,
      }),
      heading: catalogue.search.heading,
      lists: searchView(snapshot, linksOfSite(guides, essentials)),
      scopes: guides.map(({ place }) => ({ href: paths.guideSearch(place.slug), label: place.name })),
    },
  }
}

function guideSearchPage(snapshot: Snapshot, guide: Guide): Page {
  const { place } = guide
  const heading = catalogue.search.headingOfGuide({ place: place.inSentence })
  return {
    path: paths.guideSearch(place.slug),
    template: 'pages/search',
    view: {
      ...frame(snapshot.site, {
        title: heading,
        description: catalogue.describe.guideSearch({ place: place.inSentence }),
        bar: barOf(guide),
        guide,
        searched: true,
      }),
      heading,
      lists: searchView(snapshot, linksOfGuide(guide), place.key),
      scopes: [{ href: paths.search, label: catalogue.search.allGuides }],
    },
  }
}

const essentialsPage = (site: Site, essentials: readonly LiveEntry<'essential'>[]): Page => ({
  path: paths.essentials,
  template: 'pages/essentials',
  view: {
    ...frame(site, {
      title: site.guide.essentialsHeading,
      description: firstParagraph(prose(site.guide.essentialsIntro)) ?? site.guide.essentialsHeading,
    }),
    heading: site.guide.essentialsHeading,
    intro: prose(site.guide.essentialsIntro),
    essentials: essentials.map((each) => essentialTeaser(each)),
  },
})

function essayPage(entry: LiveEntry<'essential'>, site: Site, guides: readonly Guide[]): Page {
  const sources = new SourceList()
  const essay = essentialView(entry, sources)
  return {
    path: paths.essential(entry.content.slug),
    template: 'pages/essay',
    modified: laterOf(entry.edition.since, entry.verifiedOn),
    view: {
      ...frame(site, {
        title: essay.title,
        description: sentences(essay.title, firstParagraph(prose(entry.content.summary))),
        bodyClass: 'has-contents',
        bar: { href: paths.essentials, label: catalogue.page.essentials },
      }),
      essay,
      guides: guides.map(({ place }) => ({ id: fromGuide(place.slug), ...barOf({ place }) })),
      sources: sourcesView(sources),
    },
  }
}

const textPage = (
  site: Site,
  path: string,
  heading: string,
  text: string,
  links: { href: string; label: string }[],
): Page => ({
  path,
  template: 'pages/text',
  view: {
    ...frame(site, {
      title: heading,
      description: firstParagraph(prose(text)) ?? heading,
      noindex: path === paths.notFound,
    }),
    heading,
    blocks: prose(text),
    links,
  },
})
