import type { Entry } from '../content/content.ts'
import type { Decision } from './decision.ts'
import type { LegalDate } from '../dates.ts'
import type { Flag } from './flags.ts'
import type { Kind } from '../keys.ts'
import type { LawChangeState } from './law-changes.ts'
import type { Together } from './together.ts'
import type { Reach } from '../content/pinpoints.ts'
import type { Relation, LegalStatus } from '../content/legal-status.ts'

/** An entry that depends on an instrument, and how. */
export interface RestsOn {
  entry: string
  kind: Entry['kind']
  provision: string | null
  relation: Relation
  standing: LegalStatus
  /** Claims that depend on it; empty if the whole entry does. */
  claims: string[]
}

/** A dependency on an instrument, with the location of the working copy. */
export interface InstrumentImpact extends RestsOn {
  collection: string
  id: string
  label: string
  /** Editors' labels of the claims, in the same order. */
  claimLabels: string[]
  /** Only the live edition depends on it; the working copy no longer cites the instrument. */
  onlyLive: boolean
}

/** Every dependency of these entries on the instrument, in the order of the entries. */
export function impactOf(instrument: string, entries: Iterable<Entry>): RestsOn[] {
  const found: RestsOn[] = []
  for (const entry of entries)
    for (const use of entry.instruments)
      if (use.instrument.key === instrument)
        found.push({
          entry: entry.key,
          kind: entry.kind,
          provision: use.provision,
          relation: use.relation,
          standing: use.standing,
          claims: use.claims,
        })
  return found
}

/** The pages and PDFs that print an entry. */
export interface PrintedOn {
  pages: string[]
  documents: string[]
}

/** How an entry depends on an instrument, its workflow state, and where readers find it. */
export interface ImpactEntry extends PrintedOn {
  entry: string
  kind: Kind
  label: string
  /** Where its working copy is; null if it was deleted. */
  at: { collection: string; id: string } | null
  /** Empty if the entry was flagged but no longer depends on the instrument. */
  uses: (Pick<InstrumentImpact, 'provision' | 'relation' | 'standing' | 'claimLabels' | 'onlyLive'> & {
    reach: Reach
  })[]
  /** How near it is to the change; `met` where no change is in question. */
  reach: Reach
  /** Labels of the claims that the change affects; empty if it is the whole entry. */
  claimLabels: string[]
  /** Its citations of the instrument's text that are near the change. */
  cited: { title: string; url: string; provision: string | null; reach: Reach; claimLabels: string[] }[]
  live: boolean
  /** Its flag for the law change; null if it has none. */
  flag: ImpactFlag | null
}

/** An entry's flag for a law change, with who answered how much of it. */
export interface ImpactFlag extends Pick<Flag, 'at' | 'by' | 'closedAt' | 'closedBy' | 'how' | 'note'> {
  answers: { by: string; edition: number | null }[]
  /** Number of answers required: one per claim, or one for the whole entry. */
  of: number
}

/** Provisions with the same effect on the same claims, in one line: “s. 264, s. 346”. */
export interface ProvisionsOfImpact extends Omit<ImpactEntry['uses'][number], 'provision'> {
  provisions: string[]
}

export function groupUses(uses: ImpactEntry['uses']): ProvisionsOfImpact[] {
  const found = new Map<string, ProvisionsOfImpact>()
  for (const { provision, ...rest } of uses) {
    const key = [rest.relation, rest.standing, rest.onlyLive, rest.reach, ...rest.claimLabels].join('|')
    const group = found.get(key) ?? { ...rest, provisions: [] }
    group.provisions.push(provision ?? 'The whole of it')
    found.set(key, group)
  }
  return [...found.values()]
}

/** How much of the site depends on an instrument. */
export interface ImpactTotals {
  entries: number
  guides: number
  pages: number
  documents: number
}

const GUIDE = /^\/guides\/([^/]+)\//

/** Totals for these entries; each page, PDF and guide counts once. */
export function impactTotals(entries: readonly Pick<ImpactEntry, 'pages' | 'documents'>[]): ImpactTotals {
  const pages = new Set(entries.flatMap((each) => each.pages))
  const documents = new Set(entries.flatMap((each) => each.documents))
  const guides = new Set([...pages, ...documents].flatMap((path) => GUIDE.exec(path)?.[1] ?? []))
  return { entries: entries.length, guides: guides.size, pages: pages.size, documents: documents.size }
}

/** `1 guide`, `3 guides`. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`

/** `12 entries in 3 guides, 14 pages, 6 PDFs`. */
export function totalsInWords({ entries, guides, pages, documents }: ImpactTotals): string {
  const what = counted(entries, 'entry', 'entries')
  if (pages === 0) return `${what}, not on a published page yet`
  return `${what} ${guides > 0 ? `in ${counted(guides, 'guide')}` : 'outside the guides'}, ${counted(pages, 'page')}, ${counted(documents, 'PDF')}`
}

/** What depends on an instrument, and its law changes. */
export interface InstrumentDesk {
  /** The instrument's title. */
  title: string
  entries: ImpactEntry[]
  totals: ImpactTotals
  /** Number of subscribers to the guides that contain the entries. */
  subscribers: number
  lawChanges: { id: string; title: string; effectiveOn: LegalDate; state: LawChangeState }[]
}

/** A law change with its impact: what is flagged, what is settled, and how. */
export interface LawChangeDesk {
  id: string
  instrument: string
  effectiveOn: LegalDate
  /** What of the instrument changes, as typed; null for the whole of it. */
  provisions: string | null
  /** Part of `provisions` could not be read, so that more entries are to be checked. */
  unread: boolean
  state: LawChangeState
  /** Unflagged entries first, then open flags, then settled ones. */
  entries: ImpactEntry[]
  totals: ImpactTotals
  /** Number of subscribers to the guides that contain the entries. */
  subscribers: number
  /** Entries that meet what changes and are not flagged yet. */
  unflagged: number
  /** Entries of which only a person can tell. */
  toCheck: number
  open: number
  settled: number
  /** The editions that go live together; null if there are none. */
  together: Together | null
  /** Flagged entries that were edited and not submitted, with the revision to submit. */
  drafts: { entry: string; label: string; revision: number }[]
  today: LegalDate
  /** Whether this person may raise the flags. */
  flag: Decision
}

/** True for an entry that a change concerns: it meets what changes, or was flagged for it, and nobody left it out. */
export const isTouched = ({ reach, flag }: Pick<ImpactEntry, 'reach' | 'flag'>): boolean =>
  flag === null ? reach === 'met' : flag.how !== 'left-out'

/** True for an entry that a person left out of a change. */
export const isLeftOut = ({ flag }: Pick<ImpactEntry, 'flag'>): boolean => flag?.how === 'left-out'

/** True for an entry that a person may still flag or leave out: nobody has settled it. */
export const isTickable = (entry: Pick<ImpactEntry, 'flag'>): boolean =>
  entry.flag === null || entry.flag.closedAt === null || isLeftOut(entry)

/** True for an entry of which only a person can tell whether a change concerns it. */
export const isToCheck = (entry: Pick<ImpactEntry, 'reach' | 'flag'>): boolean =>
  entry.flag === null && entry.reach !== 'apart' && entry.reach !== 'met'

const rank = ({ flag }: Pick<ImpactEntry, 'flag'>): number =>
  flag === null ? 0 : flag.closedAt === null ? 1 : 2

/** Entries ordered by how urgently they need work. */
export const byUrgency = (entries: readonly ImpactEntry[]): ImpactEntry[] =>
  [...entries].sort((a, b) => rank(a) - rank(b))
