import type { Citation, InstrumentUse } from '../content/content.ts'
import { isWhole, nearest, reachOf, type Reach } from '../content/pinpoints.ts'

/** Why a law change may affect an entry: a provision it rests on, or a citation of the instrument's text. */
export interface Ground {
  /** As the entry cites it; null if it names none. */
  provision: string | null
  /** Claims that depend on it; empty if the whole entry does. */
  claims: string[]
  /** The cited page; null for a provision under “Law it rests on”. */
  source: { title: string; url: string } | null
  reach: Reach
}

/** What an entry says of the law behind it. */
interface Citing {
  instruments: readonly InstrumentUse[]
  citations: readonly Citation[]
}

const holds = (text: string | null, title: string): boolean =>
  text !== null && text.toLowerCase().includes(title.toLowerCase())

/** True if a citation is of the text of the instrument, by the title of its page or its pinpoint. */
export const citesInstrument = ({ source, pinpoint }: Citation, title: string): boolean =>
  holds(source.title, title) || holds(pinpoint, title)

/** What a page of the instrument is about, by its title: `Communications Act 2003, section 127`. */
function restOf(pageTitle: string, title: string): string | null {
  const at = pageTitle.toLowerCase().indexOf(title.toLowerCase())
  const rest = at < 0 ? '' : pageTitle.slice(at + title.length)
  return /\d/.test(rest) ? rest.replace(/^[\s,;:|–-]+/, '') : null
}

/**
 * Every ground on which a law change may affect an entry. A change of the whole instrument needs no citations to
 * find it: the provisions that the entry names suffice.
 */
export function groundsOf(
  { instruments, citations }: Citing,
  instrument: string,
  changed: string | null,
): Ground[] {
  const uses = instruments.filter((use) => use.instrument.key === instrument)
  const titles = [...new Set(uses.map((use) => use.instrument.title))]
  const [title] = titles
  const own = uses.map(({ provision, claims }) => ({ provision, claims, source: null }))
  const cited =
    title === undefined || isWhole(changed)
      ? []
      : citations
          .filter((citation) => citesInstrument(citation, title))
          .map(({ source, pinpoint, supports }) => ({
            provision: pinpoint ?? restOf(source.title, title),
            claims: supports,
            source: { title: source.title, url: source.url },
          }))
  return [...own, ...cited].map((ground) => ({
    ...ground,
    reach: reachOf(changed, ground.provision, titles),
  }))
}

/** How near an entry is to a law change. */
export const reachOfGrounds = (grounds: readonly Ground[]): Reach =>
  nearest(grounds.map(({ reach }) => reach))

/** The grounds that speak for flagging: those that are met, otherwise all that cannot be told apart from it. */
export function groundsToFlag(grounds: readonly Ground[]): Ground[] {
  const met = grounds.filter(({ reach }) => reach === 'met')
  const near = grounds.filter(({ reach }) => reach !== 'apart')
  return met.length > 0 ? met : near.length > 0 ? near : [...grounds]
}

/** The claims to flag, sorted; empty if the whole entry is affected. */
export function claimsToFlag(grounds: readonly Ground[]): string[] {
  const flagged = groundsToFlag(grounds)
  return flagged.some(({ claims }) => claims.length === 0)
    ? []
    : [...new Set(flagged.flatMap(({ claims }) => claims))].sort()
}
