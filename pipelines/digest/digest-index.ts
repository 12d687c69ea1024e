import type { Change } from '#domain/publish/changes.ts'
import { changesOfSite } from '#domain/publish/changes-of-guide.ts'
import { netChangeOf, type NetChange } from '#domain/publish/net-change.ts'
import { guidesOf, type Guide } from '#domain/publish/guides.ts'
import { ancestors } from '#domain/content/jurisdictions.ts'
import { PAPERS, paths, type Paper } from '#domain/publish/paths.ts'
import { entriesOf } from '#domain/publish/snapshot-index.ts'
import type { LiveEntry, Snapshot } from '#domain/publish/snapshot.ts'
import { changeContext, type ChangeContext } from '#templates/views/changes.ts'
import { linksOfGuide, linksOfSite, type EntryLinks } from '#templates/views/entry-links.ts'
import { BoundedCache } from '#domain/bounded-cache.ts'
import { catalogue } from '#templates/words/index.ts'

/** Minimum number of folded changes cached. */
const NET_CHANGES = 1_000

/** A link and its text. */
export interface PageLink {
  href: string
  label: string
}

/** Lookups in a snapshot, computed once for all letters. */
export class DigestIndex {
  /** Those shown to readers. */
  readonly changes: ReadonlyMap<number, Change>
  readonly live: ReadonlyMap<string, LiveEntry>
  readonly context: Omit<ChangeContext, 'links'>
  readonly #guides: ReadonlyMap<string, Guide>
  readonly #parents: ReadonlyMap<string, string | null>
  readonly #ofSite: EntryLinks
  readonly #folds = new BoundedCache<{ netChange: NetChange | null }>(NET_CHANGES)
  readonly #ofGuides = new Map<string, EntryLinks>()

  /** @param timeZone time zone of the site's days. */
  constructor(snapshot: Snapshot, timeZone: string) {
    const guides = guidesOf(snapshot)
    this.changes = new Map(changesOfSite(snapshot).map((change) => [change.seq, change]))
    this.live = new Map(snapshot.entries.map((entry) => [entry.key, entry]))
    this.context = changeContext(snapshot, timeZone)
    this.#guides = new Map(guides.map((guide) => [guide.place.key, guide]))
    this.#parents = new Map(snapshot.jurisdictions.map(({ key, parent }) => [key, parent]))
    this.#ofSite = linksOfSite(guides, entriesOf(snapshot, 'essential'))
  }

  /** The combined changes of each entry, by change number. Unknown numbers are left out. */
  netChangesOf(seqs: readonly number[]): NetChange[] {
    const changes = seqs.flatMap((seq) => this.changes.get(seq) ?? []).sort((a, b) => a.seq - b.seq)
    return [...Map.groupBy(changes, ({ entry }) => entry).values()].flatMap(
      (each) =>
        this.#folds.of(each.map(({ seq }) => seq).join(' '), () => ({ netChange: netChangeOf(each) }))
          .netChange ?? [],
    )
  }

  /** The guide in which a reader sees entries that every guide prints: the first they follow; null for any. */
  homeOf(places: readonly string[]): string | null {
    return [...places].sort().find((place) => this.#guides.has(place)) ?? null
  }

  /** The published guide of a place. */
  guideOf(place: string | null): Guide | null {
    return (place === null ? undefined : this.#guides.get(place)) ?? null
  }

  /** Links for readers of one guide, including to entries it does not print. */
  linksFor(home: string | null): EntryLinks {
    const guide = this.guideOf(home)
    if (!guide) return this.#ofSite
    const known = this.#ofGuides.get(guide.place.key)
    if (known) return known
    const links: EntryLinks = new Map([...this.#ofSite, ...linksOfGuide(guide)])
    this.#ofGuides.set(guide.place.key, links)
    return links
  }

  /** The guide that covers a place: its own, or its parent's. */
  guideOver(place: string | null): Guide | null {
    if (place === null) return null
    const over = [place, ...ancestors(place, (key) => this.#parents.get(key) ?? null)]
    return over.map((key) => this.guideOf(key)).find((guide) => guide !== null) ?? null
  }
}

/** Where readers see whether their print or file of a guide is out of date. */
export const copyLinkOf = ({ place: { slug } }: Guide, publicUrl: string): PageLink => ({
  href: publicUrl + paths.version(slug),
  label: catalogue.mail.isCopyCurrent,
})

/** A guide and its PDFs. */
export function pagesOf({ place: { slug, inSentence } }: Guide, publicUrl: string): PageLink[] {
  return [
    { href: publicUrl + paths.guide(slug), label: catalogue.mail.guideFor({ place: inSentence }) },
    ...(Object.keys(PAPERS) as Paper[]).map((paper) => ({
      href: publicUrl + paths.pdf(slug, paper),
      label: catalogue.mail.pdf({ paper: catalogue.labels.papers[paper] }),
    })),
  ]
}
