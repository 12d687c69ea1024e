import type { Site } from '#domain/content/site.ts'
import type { Guide, Target } from '#domain/publish/guides.ts'
import { paths } from '#domain/publish/paths.ts'
import { channelView } from '#templates/views/channel.ts'
import { essentialTeaser } from '#templates/views/essential.ts'
import { frame } from '#templates/views/frame.ts'
import { versionView } from '#templates/views/guide.ts'
import { ladderView } from '#templates/views/ladder.ts'
import { PageContext, type Verification } from '#templates/views/page-context.ts'
import { citer } from '#templates/views/parts.ts'
import { routeView } from '#templates/views/route.ts'
import { sourcesView } from '#templates/views/sources.ts'
import { catalogue } from '#templates/words/index.ts'
import { guideParts } from './guide-parts.ts'
import { barOf, type Page } from './page.ts'

export function pairPage(guide: Guide, target: Target, site: Site): Page {
  const isAbroad = ({ crossBorder }: { crossBorder: boolean }): boolean => crossBorder
  // Without a step to print, its age would be counted and nowhere said.
  const steps = guide.ladder?.content.steps.some(isAbroad) ? guide.ladder : null
  const page = new PageContext([guide.profile, ...guide.record, target.route, ...(steps ? [steps] : [])])
  const parts = guideParts(guide, site, page)
  const record = guide.record.map((entry) => channelView(entry, page))
  const route = routeView(target, page)
  const convention = conventionView(guide, target, page)
  const ladder = steps && ladderView(steps, page, isAbroad)
  const essentials = guide.essentials.filter(({ content }) => content.crossBorder)
  const both = { here: guide.place.inSentence, there: target.place.inSentence }
  const heading = catalogue.guide.pairHeading(both)
  const description = catalogue.describe.pair(both)
  return {
    path: paths.pair(guide.place.slug, target.place.slug),
    template: 'pages/pair',
    modified: guide.version.day,
    view: {
      ...frame(site, { title: heading, description, bar: barOf(guide), version: versionView(guide), guide }),
      ...parts,
      heading,
      record,
      route,
      routeClosing: site.routeClosing,
      convention,
      ladder,
      essentials: essentials.map((each) => essentialTeaser(each, { guide: guide.place.slug, page })),
      sources: sourcesView(page.sources),
    },
  }
}

const CONVENTION = { id: 'convention', title: catalogue.guide.evidence }

/** The Budapest Convention status in two places' profiles; null where either says nothing. */
function conventionView(
  { place, profile: here }: Guide,
  { place: target, profile: there }: Target,
  page: PageContext,
): { text: string; refs: number[]; standing: Verification } | null {
  if (!there || here.content.budapest !== 'party' || there.content.budapest !== 'party') return null
  const refs = [here, there].flatMap((profile) => citer(page.sources, profile, CONVENTION).refs('budapest'))
  return {
    text: catalogue.guide.convention({ here: place.inSentence, there: target.inSentence }),
    refs: [...new Set(refs)].sort((a, b) => a - b),
    standing: page.age(there),
  }
}
