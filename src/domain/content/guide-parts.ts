import type { ChannelContent, Entry, ProfileContent } from './content.ts'
import type { Kind } from '../keys.ts'

/** A guide must have a number to call in immediate danger. */
export const hasEmergency = ({ emergency }: ProfileContent): boolean => (emergency?.contacts.length ?? 0) > 0

/** A channel that starts the paper trail and serves people of this place. */
export const isFirstStep = ({ stage, role }: ChannelContent): boolean =>
  stage === 'record' && role !== 'not-here'

/** What a guide needs before it opens, worded for a sentence. */
export const GUIDE_PARTS = {
  profile: 'its profile, with an emergency number',
  emergency: 'an emergency number in its profile',
  record: 'a channel of step 1',
  offence: 'an offence',
  ladder: 'its ladder',
} as const
export type GuidePart = keyof typeof GUIDE_PARTS

/** Whether each part of a guide is live. */
export type GuideParts = Record<GuidePart, boolean>

export const NO_PARTS: GuideParts = {
  profile: false,
  emergency: false,
  record: false,
  offence: false,
  ladder: false,
}

/** The required guide part that an entry provides, if any. */
export const partsOf = (entry: Pick<Entry, 'kind' | 'content'>): Partial<GuideParts> => {
  const { kind, content } = entry as Entry
  switch (kind) {
    case 'profile':
      return { profile: true, emergency: hasEmergency(content) }
    case 'channel':
      return { record: isFirstStep(content) }
    case 'offence':
      return { offence: true }
    case 'ladder':
      return { ladder: true }
    case 'route':
    case 'essential':
      return {}
  }
}

/** The parts assumed of an unreadable edition, by kind: it was approved as such. */
export const PARTS_OF_KIND: Partial<Record<Kind, Partial<GuideParts>>> = {
  profile: { profile: true, emergency: true },
  channel: { record: true },
  offence: { offence: true },
  ladder: { ladder: true },
}

/** The parts that several entries provide together. */
export function allParts(entries: Iterable<Partial<GuideParts>>): GuideParts {
  const all = { ...NO_PARTS }
  for (const entry of entries)
    for (const part of Object.keys(GUIDE_PARTS) as GuidePart[]) all[part] ||= entry[part] === true
  return all
}

/** The missing parts. An emergency number counts as missing only if there is a profile. */
export const missingParts = (parts: GuideParts): GuidePart[] =>
  (Object.keys(GUIDE_PARTS) as GuidePart[]).filter(
    (part) => !parts[part] && (part !== 'emergency' || parts.profile),
  )

/**
 * Whether readers have the guide: it opens once complete, and then stays open as long as it has an emergency
 * number, since someone in danger may return to it.
 * @param opened it was complete at some time.
 */
export const isOpen = (parts: GuideParts, opened: boolean): boolean =>
  missingParts(parts).length === 0 || (opened && parts.profile && parts.emergency)

/** What keeps a guide from being published, or what a published one has lost. */
export interface GuideProblem {
  /** Key of the place. */
  place: string
  name: string
  /** Readers still have it, because it was complete before. */
  open: boolean
  missing: GuidePart[]
}

/** These parts as a list in a sentence. */
export function guidePartsIn(missing: readonly GuidePart[]): string {
  const parts = missing.map((part) => GUIDE_PARTS[part])
  return [parts.slice(0, -1).join('; '), parts.at(-1)]
    .filter(Boolean)
    .join(parts.length > 2 ? '; and ' : ' and ')
}

/** The problem as a sentence. */
export function guideProblemWords({ name, open, missing }: Omit<GuideProblem, 'place'>): string {
  const list = guidePartsIn(missing)
  const these = missing.length > 1 ? 'these are' : 'this is'
  return open
    ? `The guide of ${name} stays published, but of it ${these} not live any more: ${list}.`
    : `The guide of ${name} is not published, because ${these} not live: ${list}.`
}

/** The effect of a public change on a guide's parts. */
interface PartChange {
  entry: string
  entryKind: Kind
  /** Hash of the edition that went live; null for a withdrawal. */
  edition: string | null
}

/**
 * Whether a guide was ever complete, according to the public record of its place.
 * @param changes those of the place, oldest first.
 * @param partsOfEdition the parts an edition provided, by its hash; null if it can no longer be read.
 */
export function wasWhole(
  changes: readonly PartChange[],
  partsOfEdition: (hash: string) => Partial<GuideParts> | null,
): boolean {
  const live = new Map<string, Partial<GuideParts>>()
  for (const { entry, entryKind, edition } of changes) {
    if (edition === null) live.delete(entry)
    else live.set(entry, partsOfEdition(edition) ?? PARTS_OF_KIND[entryKind] ?? {})
    if (missingParts(allParts(live.values())).length === 0) return true
  }
  return false
}
