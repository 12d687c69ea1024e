import type { AtRisk, DueLevel } from '../content/freshness.ts'

/** A live entry whose verification is due or soon will be. */
export interface DueEntry extends AtRisk {
  label: string
  level: DueLevel
  /** Due before its own date, because a law it depends on changes. */
  sooner: boolean
}
