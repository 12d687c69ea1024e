import type { AtRisk, DueLevel } from '../content/freshness.ts'

/** A live entry that must be verified, or must be soon. */
export interface DueEntry extends AtRisk {
  label: string
  level: DueLevel
  /** Sooner than by its own date, because the law that it rests on changes. */
  sooner: boolean
}
