import type { Site } from '#domain/content/site.ts'
import type { Guide, GuideSection } from '#domain/publish/guides.ts'
import { paths } from '#domain/publish/paths.ts'
import { channelView } from '#templates/views/channel.ts'
import { frame } from '#templates/views/frame.ts'
import { offenceLinks, versionView, type GuideView } from '#templates/views/guide.ts'
import { offenceView } from '#templates/views/offence.ts'
import { PageContext } from '#templates/views/page-context.ts'
import { citer } from '#templates/views/parts.ts'
import { recordingView } from '#templates/views/profile.ts'
import { situationsView } from '#templates/views/situations.ts'
import { sourcesView } from '#templates/views/sources.ts'
import type { WithdrawnView } from '#templates/views/withdrawn.ts'
import { catalogue } from '#templates/words/index.ts'
import { guideParts } from './guide-parts.ts'
import { barOf, type Page } from './page.ts'

/**
 * @param whole the view of the guide's own page, whose contents it links.
 * @param withdrawn what is no longer on it.
 */
export function sectionPage(
  guide: Guide,
  section: GuideSection,
  site: Site,
  whole: Pick<GuideView, 'contents'>,
  withdrawn: readonly WithdrawnView[],
): Page {
  const page = new PageContext([guide.profile, section.profile, ...section.channels, ...section.offences])
  const links = offenceLinks(guide, section)
  const parts = guideParts(guide, site, page)
  const { place, profile } = section
  const block = { id: profile.key, title: place.name }
  const cite = citer(page.sources, profile, block)
  const ownRefs = cite.refs('ownOffences')
  const recording = recordingView(profile, page)
  const channels = section.channels.map((entry) => channelView(entry, page))
  const offences = section.offences.map((entry) => offenceView(entry, page, links))
  const heading = catalogue.guide.whatDiffers({ place: place.name })
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
        version: versionView(guide),
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
        standing: recording?.standing ?? page.standing(profile, block),
      },
      recording,
      channels,
      situations: situationsView(section.offences, links),
      offences,
      withdrawn,
      contents: whole.contents
        .filter(({ href }) => href !== '#sources')
        .map(({ href, label }) => ({ href: `${home}${href}`, label })),
      sources: sourcesView(page.sources),
    },
  }
}
