import type { Citation, InstrumentUse } from '../content/content.ts'
import { reachOf } from '../content/pinpoints.ts'
import { citesInstrument } from './law-reach.ts'

/** A claim that a law change flags, with what the entry cites for it. */
export interface FlaggedClaim {
  /** Null for the whole entry. */
  claim: string | null
  label: string
  /** Provisions of the instrument on which it rests, as the entry cites them. */
  provisions: string[]
  /** The pages that support it: those of the instrument, if any is. */
  sources: { title: string; url: string; pinpoint: string | null }[]
}

interface Cited {
  instruments: readonly InstrumentUse[]
  citations: readonly Citation[]
}

/**
 * The claims of a flag, each with its citations.
 * @param instrument key of the instrument that changes.
 * @param changed what of it changes; null for the whole of it.
 */
export function flaggedClaims(
  { instruments, citations }: Cited,
  { claims, instrument, changed }: { claims: readonly string[]; instrument: string; changed: string | null },
  label: (claim: string) => string,
): FlaggedClaim[] {
  const uses = instruments.filter((use) => use.instrument.key === instrument)
  const title = uses[0]?.instrument.title ?? null
  const units: readonly (string | null)[] = claims.length > 0 ? claims : [null]
  return units.map((claim) => {
    const near = uses.filter(
      ({ claims: its, provision }) =>
        (claim === null || its.length === 0 || its.includes(claim)) &&
        reachOf(changed, provision, title === null ? [] : [title]) !== 'apart',
    )
    const behind = claim === null ? [] : citations.filter(({ supports }) => supports.includes(claim))
    const own = behind.filter((citation) => title !== null && citesInstrument(citation, title))
    return {
      claim,
      label: claim === null ? 'The whole entry' : label(claim),
      provisions: [...new Set(near.flatMap(({ provision }) => provision ?? []))],
      sources: (own.length > 0 ? own : behind).map(({ source, pinpoint }) => ({
        title: source.title,
        url: source.url,
        pinpoint,
      })),
    }
  })
}
