import type { GuidePart } from '../content/guide-parts.ts'
import type { Problem } from '../content/coverage.ts'
import type { DeskState } from './heads.ts'

/** An entry of a guide that readers do not have yet. */
export interface ChecklistEntry {
  /** Its key. */
  entry: string
  /** Of its working copy, as it is saved. */
  revision: number
  collection: string
  id: string
  label: string
  state: DeskState
  /** What keeps it from being submitted; empty for one that is on its way. */
  problems: Problem[]
}

/** What a guide needs before it opens, and how far its entries are. */
export interface GuideChecklist {
  /** Readers have the guide. */
  open: boolean
  /** The live place says that the guide is being built; null if the place itself is not live. */
  said: 'full' | 'building' | null
  /** The parts that are not live. */
  missing: GuidePart[]
  /** How many of its entries are live. */
  live: number
  /** Those that are not, in printed order. */
  entries: ChecklistEntry[]
}

/** Those that were never submitted, of which nothing is missing: they can be submitted together. */
export const readyEntries = ({ entries }: Pick<GuideChecklist, 'entries'>): ChecklistEntry[] =>
  entries.filter(({ state, problems }) => state === 'never-live' && problems.length === 0)

/** Where whoever finished an entry of a new guide goes on. */
export type NextInGuide =
  | { what: 'entry'; at: ChecklistEntry }
  /** Nothing is missing of any: they are submitted together. */
  | { what: 'together' }
  /** Something is still missing of it, or it is the only one. */
  | { what: 'here' }

/**
 * The next entry of which something is missing, in printed order, beginning again at the first.
 * @param key of the entry that was finished.
 */
export function nextInGuide({ entries }: Pick<GuideChecklist, 'entries'>, key: string): NextInGuide {
  const index = entries.findIndex(({ entry }) => entry === key)
  const own = entries[index]
  if (!own || own.state !== 'never-live' || own.problems.length > 0) return { what: 'here' }
  const others = [...entries.slice(index + 1), ...entries.slice(0, index)].filter(
    ({ state }) => state === 'never-live',
  )
  const at = others.find(({ problems }) => problems.length > 0)
  if (at) return { what: 'entry', at }
  return others.length > 0 ? { what: 'together' } : { what: 'here' }
}
