import type { ChannelContent, Entry, ProfileContent } from './content.ts'
import type { Kind } from '../keys.ts'

/** No guide without a number to call when somebody is in danger now. */
export const hasEmergency = ({ emergency }: ProfileContent): boolean => (emergency?.contacts.length ?? 0) > 0

/** A channel that starts the paper trail, and is there for people of this place. */
export const isFirstStep = ({ stage, role }: ChannelContent): boolean =>
  stage === 'record' && role !== 'not-here'

/** What a guide must have before it opens, as one says it. */
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

/** The part of its place's guide that an entry is, if it is one that a guide cannot open without. */
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

/** What an edition counts as that cannot be read any more: it was approved as what its kind is for. */
export const PARTS_OF_KIND: Partial<Record<Kind, Partial<GuideParts>>> = {
  profile: { profile: true, emergency: true },
  channel: { record: true },
  offence: { offence: true },
  ladder: { ladder: true },
}

/** The parts of a guide that several entries are together. */
export function allParts(entries: Iterable<Partial<GuideParts>>): GuideParts {
  const all = { ...NO_PARTS }
  for (const entry of entries)
    for (const part of Object.keys(GUIDE_PARTS) as GuidePart[]) all[part] ||= entry[part] === true
  return all
}

/** What is missing. A number is missed only in a profile that is there. */
export const missingParts = (parts: GuideParts): GuidePart[] =>
  (Object.keys(GUIDE_PARTS) as GuidePart[]).filter(
    (part) => !parts[part] && (part !== 'emergency' || parts.profile),
  )

/**
 * Whether readers have the guide: it opens whole, and once opened stays as long as it has a number to call, since
 * somebody in danger may come back to it.
 * @param opened it was whole at some time.
 */
export const isOpen = (parts: GuideParts, opened: boolean): boolean =>
  missingParts(parts).length === 0 || (opened && parts.profile && parts.emergency)

/** What keeps a guide from being published, or what one that is published has lost. */
export interface GuideProblem {
  /** Key of the place. */
  place: string
  name: string
  /** Readers have it all the same: it was whole before. */
  open: boolean
  missing: GuidePart[]
}

/** The same in a sentence. */
export function guideProblemWords({ name, open, missing }: Omit<GuideProblem, 'place'>): string {
  const parts = missing.map((part) => GUIDE_PARTS[part])
  const list = [parts.slice(0, -1).join('; '), parts.at(-1)]
    .filter(Boolean)
    .join(parts.length > 2 ? '; and ' : ' and ')
  const these = missing.length > 1 ? 'these are' : 'this is'
  return open
    ? `The guide of ${name} stays published, but of it ${these} not live any more: ${list}.`
    : `The guide of ${name} is not published, because ${these} not live: ${list}.`
}

/** What a change of the public record made of a part. */
interface PartChange {
  entry: string
  entryKind: Kind
  /** Hash of the edition that went live; null for a withdrawal. */
  edition: string | null
}

/**
 * Whether a guide was whole at some time, by the public record of its place.
 * @param changes those of the place, first change first.
 * @param partsOfEdition the parts that an edition was, by its hash; null where it cannot be read any more.
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
