import type { Site } from '#domain/content/site.ts'
import type { Guide, GuideSection } from '#domain/publish/guides.ts'
import { paths } from '#domain/publish/paths.ts'
import { SourceList } from '#domain/publish/source-list.ts'
import { channelView } from '#templates/views/channel.ts'
import { frame } from '#templates/views/frame.ts'
import { guideView, offenceLinks, versionView } from '#templates/views/guide.ts'
import { offenceView } from '#templates/views/offence.ts'
import { citer } from '#templates/views/parts.ts'
import { recordingView } from '#templates/views/profile.ts'
import { situationsView } from '#templates/views/situations.ts'
import { sourcesView } from '#templates/views/sources.ts'
import type { WithdrawnView } from '#templates/views/withdrawn.ts'
import { catalogue } from '#templates/words/index.ts'
import { guideParts } from './guide-parts.ts'
import { barOf, type Page } from './page.ts'

/** @param withdrawn what is no longer on it. */
export function sectionPage(
  guide: Guide,
  section: GuideSection,
  site: Site,
  withdrawn: readonly WithdrawnView[],
): Page {
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
      withdrawn,
      contents: guideView(guide, site, { whole: false })
        .contents.filter(({ href }) => href !== '#sources')
        .map(({ href, label }) => ({ href: `${home}${href}`, label })),
      sources: sourcesView(sources),
    },
  }
}
