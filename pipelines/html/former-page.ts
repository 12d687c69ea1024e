import { prose } from '#domain/content/prose.ts'
import { dayIn, printDate } from '#domain/dates.ts'
import { hashOf } from '#domain/hash.ts'
import { formerPage as formerOf, type Former } from '#domain/publish/former-addresses.ts'
import { paths } from '#domain/publish/paths.ts'
import { entriesAt } from '#domain/publish/snapshot-index.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { frame } from '#templates/views/frame.ts'
import { catalogue } from '#templates/words/index.ts'
import { barOf, firstParagraph, type Page, type PlannedPage } from './page.ts'

/**
 * The page at an address that had another in an earlier release: what became of it, and where to go on. It says
 * nothing of what stood there but its title.
 * @param timeZone time zone of the site's days.
 */
export function formerPage(snapshot: Snapshot, path: string, timeZone: string): Page {
  const { site } = snapshot
  const former = formerOf(snapshot, path)
  const { guide: place, movedTo } = former
  const [profile] = entriesAt(snapshot, 'profile', place?.key)
  const guide = place && profile ? { place, profile } : null
  const heading = movedTo ? catalogue.former.moved : catalogue.former.gone
  // Whoever comes here asks whether their copy is current. The page that it moved to does not say.
  const forCopies = path.startsWith('/version/')
  const blocks = prose(forCopies && movedTo ? ofCopies(movedTo) : wordsOf(former, timeZone))
  return {
    path,
    template: 'pages/text',
    view: {
      ...frame(site, {
        title: heading,
        description: firstParagraph(blocks),
        bar: guide && barOf(guide),
        guide,
        noindex: movedTo === null || forCopies,
        movedTo: forCopies ? null : (movedTo?.path ?? null),
      }),
      heading,
      blocks,
      links: linksOf(former),
    },
  }
}

const ofCopies = ({ title }: NonNullable<Former['movedTo']>): string =>
  [catalogue.former.noReliance, catalogue.former.nowOn({ title }), catalogue.page.inDanger].join('\n')

/** Lines of text: what became of the page, the public reason, and that its copies are old. */
function wordsOf(former: Former, timeZone: string): string {
  const { movedTo, withdrawal } = former
  if (movedTo) return catalogue.former.movedTo({ title: movedTo.title })
  if (!withdrawal) return [withoutReason(former), catalogue.page.inDanger].join('\n')
  const day = printDate(dayIn(timeZone, new Date(withdrawal.at)))
  const { inDanger } = catalogue.page
  return [withdrawn(former, withdrawal.title, day), withdrawal.note, catalogue.former.oldCopies, inDanger]
    .filter(Boolean)
    .join('\n')
}

function withdrawn({ kind, guide, place, target }: Former, title: string, day: string): string {
  const words = catalogue.former
  if (kind === 'guide' && place) return words.guideWithdrawn({ place: place.inSentence, day })
  if (kind === 'section' && place) return words.sectionWithdrawn({ place: place.inSentence, day })
  if (kind === 'pair' && guide && target)
    return words.pairWithdrawn({ here: guide.inSentence, there: target.inSentence, day })
  return words.withdrawnOn({ title, day })
}

const withoutReason = ({ kind, place }: Former): string =>
  kind === 'guide' && place
    ? catalogue.former.noGuide({ place: place.inSentence })
    : catalogue.former.notPublished

function linksOf({ kind, movedTo, guide, withdrawal }: Former): { href: string; label: string }[] {
  if (movedTo) return [{ href: movedTo.path, label: movedTo.title }]
  return [
    ...(guide
      ? [{ href: paths.guide(guide.slug), label: catalogue.guide.guideFor({ name: guide.name }) }]
      : []),
    { href: `${paths.index}#guides`, label: catalogue.page.emergencyNumbers },
    ...(kind === 'essential' ? [{ href: paths.essentials, label: catalogue.page.allEssentials }] : []),
    { href: paths.search, label: catalogue.search.heading },
    ...(withdrawal ? [{ href: paths.changes, label: catalogue.page.whatChanged }] : []),
  ]
}

/** The same page, to be built. Search engines are not told of it. */
export function plannedFormerPage(snapshot: Snapshot, path: string, timeZone: string): PlannedPage {
  const page = formerPage(snapshot, path, timeZone)
  return { path, inputs: hashOf({ view: page.view }), modified: null, listed: false, build: () => page }
}
