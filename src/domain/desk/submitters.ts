import type { EditorialEvent } from './events.ts'
import type { Head } from './heads.ts'

/** The event that froze an edition. */
export const frozenBy = (hash: string, events: readonly EditorialEvent[]): EditorialEvent | undefined =>
  events.find(({ action, edition }) => (action === 'submit' || action === 'safety-fix') && edition === hash)

/** Id of the actor who submitted an edition; null if the events don't record it. */
export const submitterOf = (hash: string, events: readonly EditorialEvent[]): string | null =>
  events.findLast(({ action, edition }) => action === 'submit' && edition === hash)?.actor.id ?? null

/** Who submitted the edition that readers see; null if the events do not say. */
export const liveSubmitterOf = (
  { live }: Pick<Head, 'live'>,
  events: readonly EditorialEvent[],
): string | null => live && (submitterOf(live.hash, events) ?? frozenBy(live.hash, events)?.actor.id ?? null)
