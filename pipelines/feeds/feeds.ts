import { isolated } from '#domain/content/direction.ts'
import { changesOfSite } from '#domain/publish/changes-of-guide.ts'
import type { Change } from '#domain/publish/changes.ts'
import type { LegalDate } from '#domain/dates.ts'
import { languageOf } from '#domain/content/language.ts'
import { guidesOf } from '#domain/publish/guides.ts'
import { paths, type FeedFormat } from '#domain/publish/paths.ts'
import { slicesOf, type GuideSlice } from '#domain/publish/slices.ts'
import { entriesOf, indexOf } from '#domain/publish/snapshot-index.ts'
import type { LiveEntry, Snapshot } from '#domain/publish/snapshot.ts'
import { fill } from '#templates/engine.ts'
import { sourced, withoutSources, type Sourced } from '#templates/views/change-sources.ts'
import { headlineAt, titleAlone } from '#templates/views/change-words.ts'
import {
  changeContext,
  changeId,
  changeView,
  correctionsIn,
  FEED_LENGTH,
  type ChangeContext,
  type ChangeView,
} from '#templates/views/changes.ts'
import { linksOfGuide, linksOfSite, type EntryLinks } from '#templates/views/entry-links.ts'
import { feedHeading } from '#templates/views/frame.ts'
import { catalogue } from '#templates/words/index.ts'

/** One change, independent of the feed format. */
export interface FeedEntry {
  /** Tag URI (RFC 4151): the same in every feed, permanently. */
  id: string
  title: string
  url: string
  /** Instants, ISO 8601 in UTC; `updated` is later where the note was corrected. */
  published: string
  updated: string
  kind: { term: string; label: string }
  place: { term: string; label: string }
  /** View of its content. */
  view: ChangeView &
    Sourced & {
      /** True where the sources are those of a later edition. */
      sourcesNow: boolean
    }
}

/** The content of an entry as HTML. */
export const htmlOf = ({ view }: FeedEntry): string => fill('feeds/change', view).trim()

/** A feed before serialization to a format. */
export interface Feed {
  id: string
  title: string
  subtitle: string
  author: string
  /** BCP 47 tag. */
  language: string
  /** The web page with the same changes. */
  url: string
  /** Path in the site, by format. */
  path: (format: FeedFormat) => string
  updated: string
  entries: FeedEntry[]
}

/** Year in the tag URIs of this site's feeds: part of every id, so it must never change. */
const TAG_YEAR = 2026

/** Naming authority of the ids: the host without its port. */
const authority = (publicUrl: string): string =>
  new URL(publicUrl).hostname.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^-|-$/g, '')

interface Plan {
  name: string
  heading: string
  page: string
  path: (format: FeedFormat) => string
  changes: readonly Change[]
  links: EntryLinks
}

/** The feed of the whole site. */
export const feedOfSite = (snapshot: Snapshot, publicUrl: string, timeZone: string): Feed =>
  feedOf(
    {
      name: 'changes',
      heading: feedHeading(null),
      page: paths.changes,
      path: paths.feed,
      changes: changesOfSite(snapshot),
      links: linksOfSite(guidesOf(snapshot), entriesOf(snapshot, 'essential')),
    },
    snapshot,
    publicUrl,
    changeContext(snapshot, timeZone),
  )

/** The feed of a guide. */
export function feedOfGuide(slice: GuideSlice, publicUrl: string, timeZone: string): Feed {
  const { guide, changes } = slice
  const { slug } = guide.place
  return feedOf(
    {
      name: `changes/${slug}`,
      heading: feedHeading(guide),
      page: paths.guideChanges(slug),
      path: (format: FeedFormat) => paths.guideFeed(slug, format),
      changes,
      links: linksOfGuide(guide),
    },
    slice,
    publicUrl,
    changeContext(slice, timeZone),
  )
}

/** All feeds of a snapshot: the whole site's and each guide's. */
export const feedsOf = (snapshot: Snapshot, publicUrl: string, timeZone: string): Feed[] => [
  feedOfSite(snapshot, publicUrl, timeZone),
  ...[...slicesOf(snapshot)].map((slice) => feedOfGuide(slice, publicUrl, timeZone)),
]

function feedOf(
  { name, heading, page, path, changes, links }: Plan,
  from: Pick<Snapshot, 'site' | 'day' | 'entries' | 'jurisdictions'>,
  publicUrl: string,
  context: Omit<ChangeContext, 'links'>,
): Feed {
  const { site, day, entries: live } = from
  const tag = `tag:${authority(publicUrl)},${TAG_YEAR}:`
  const url = publicUrl + page
  const title = `${isolated(heading)} · ${isolated(site.brand)}`
  const listed = changes.slice(0, FEED_LENGTH)
  const corrections = correctionsIn(changes, listed, context)
  const { entries: editions } = indexOf(from)
  const entries = listed.map((change): FeedEntry => {
    const view = changeView(
      withoutSources(change),
      // A future change reads the same before and after it takes force: a feed entry changes only with its date.
      { ...context, today: change.effectiveOn ?? day, links },
      corrections(change).map(({ words, href }) => ({ words, href: href && url + href })),
    )
    const headline = headlineAt(change, context.placeNames(change))
    const sources = sourced(change, editions.get(change.entry))
    return {
      id: `${tag}change/${change.seq}`,
      title: titleAlone(change, context.placeNames(change)),
      url: `${url}#${changeId(change)}`,
      published: change.at,
      updated: updatedOf(change),
      kind: { term: change.kind, label: catalogue.labels.changeKinds[change.kind] },
      place: { term: change.jurisdiction ?? 'global', label: view.place },
      view: {
        ...view,
        headline,
        href: view.href && publicUrl + view.href,
        ...sources,
        sourcesNow: sources.sourcesOnly || editions.get(change.entry)?.edition.hash !== change.edition,
      },
    }
  })
  return {
    id: tag + name,
    title: site.sample ? catalogue.changes.feedSample({ title }) : title,
    subtitle: catalogue.changes.feedSubtitle,
    author: site.brand,
    language: languageOf(site).lang,
    url,
    path,
    updated: entries.reduce(
      (latest, { updated }) => (updated > latest ? updated : latest),
      entries[0]?.updated ?? `${lastSince(live) ?? day}T00:00:00.000Z`,
    ),
    entries,
  }
}

/** The day the newest of these went live: the `updated` of a feed without changes. */
const lastSince = (live: readonly LiveEntry[]): LegalDate | undefined =>
  live
    .map(({ edition }) => edition.since)
    .sort()
    .at(-1)

const updatedOf = ({ at, noteCorrectedAt }: Change): string =>
  noteCorrectedAt !== null && noteCorrectedAt > at ? noteCorrectedAt : at
