import type { LegalDate } from './dates.ts'
import type { Decision } from './decide.ts'
import type { DeskState, LiveEdition } from './heads.ts'

/** What an editor is shown of an entry: where it stands, what may be done next, and what stands in the way. */
export interface EntryStanding {
  state: DeskState
  revision: number
  live: LiveEdition | null
  makeLive: Decision
  claims: { id: string; label: string; sources: number; covered: boolean }[]
  today: LegalDate
}
