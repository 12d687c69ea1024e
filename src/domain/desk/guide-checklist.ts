import type { GuidePart } from '../content/guide-parts.ts'
import type { Problem } from '../content/coverage.ts'
import type { DeskState } from './heads.ts'

/** An entry of a guide that readers do not have yet. */
export interface ChecklistEntry {
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
