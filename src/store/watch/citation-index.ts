import { claimName, claimNames } from '#domain/content/claim-names.ts'
import type { Citation, Entry } from '#domain/content/content.ts'
import { impactTotals } from '#domain/desk/impact.ts'
import { printedOn } from '#domain/publish/printed-on.ts'
import type { Dependents, SourceUse } from '#domain/watch/watch-desk.ts'
import { readPublished, type Published } from '../publish/published.ts'
import type { StoreRequest } from '../rows.ts'
import { readCiting, type CitingEntry } from './cited.ts'

/** Looks up what depends on sources, from a single read of everything. */
export class CitationIndex {
  readonly citing: readonly CitingEntry[]
  readonly #published: Published
  readonly #live: ReadonlySet<string>

  constructor(citing: readonly CitingEntry[], published: Published) {
    this.citing = citing
    this.#published = published
    this.#live = new Set(citing.flatMap(({ live, entry }) => (live ? [entry.key] : [])))
  }

  /** Dependents of a source; only citations that pass the test count. */
  on(source: string, test?: (citation: Citation) => boolean): Dependents {
    return this.onAny([source], test)
  }

  /** Dependents of any of these sources. */
  onAny(sources: readonly string[], test?: (citation: Citation) => boolean): Dependents {
    const byEntry = Map.groupBy(
      this.citing.filter((each) => this.#rests(each, sources, test)),
      ({ entry }) => entry.key,
    )
    const entries = [...byEntry.values()].flatMap((forms) => this.#use(forms, sources, test) ?? [])
    entries.sort((a, b) => (a.entry < b.entry ? -1 : 1))
    return { entries, totals: impactTotals(entries) }
  }

  /** Number of pages and PDFs on which readers meet an entry. */
  reach(entry: Entry): number {
    const { pages, documents } = this.#printed(entry)
    return pages.length + documents.length
  }

  #rests(
    { sources: mine, citations }: CitingEntry,
    sources: readonly string[],
    test?: (citation: Citation) => boolean,
  ): boolean {
    if (!test) return mine.some((id) => sources.includes(id))
    return citations.some(({ source, citation }) => sources.includes(source) && test(citation))
  }

  #use(
    forms: readonly CitingEntry[],
    sources: readonly string[],
    test: (citation: Citation) => boolean = () => true,
  ): SourceUse | null {
    const first = forms.find(({ live }) => !live) ?? forms[0]
    if (!first) return null
    const { entry, at } = first
    const names = claimNames(entry)
    const others = forms.filter((form) => form !== first).map((form) => claimNames(form.entry))
    const claims = new Set(
      forms.flatMap(({ citations }) =>
        citations
          .filter(({ source, citation }) => sources.includes(source) && test(citation))
          .flatMap(({ citation }) => citation.supports),
      ),
    )
    const live = this.#live.has(entry.key)
    return {
      entry: entry.key,
      kind: entry.kind,
      label: at?.label ?? entry.key,
      at: at && { collection: at.collection, id: at.id },
      live,
      onlyLive: forms.every((form) => form.live),
      claims: [...claims].sort().map((id) => ({ id, label: claimName(id, names, others) })),
      ...(live ? this.#printed(entry) : { pages: [], documents: [] }),
    }
  }

  #printed(entry: Entry): { pages: string[]; documents: string[] } {
    const { places, guides, targets } = this.#published
    return printedOn(entry, places, guides, targets)
  }
}

/** Reads what depends on these sources, or on all, and where it is printed. */
export const readCitationIndex = async (
  req: StoreRequest,
  sources?: readonly string[],
): Promise<CitationIndex> => new CitationIndex(await readCiting(req, sources), await readPublished(req))
