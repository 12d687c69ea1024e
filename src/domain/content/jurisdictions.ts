import type { Slug } from '../keys.ts'

export const JURISDICTION_KINDS = {
  country: 'Country',
  nation: 'Nation',
  state: 'State',
  territory: 'Territory',
} as const
export type JurisdictionKind = keyof typeof JURISDICTION_KINDS

export const GUIDES = {
  full: 'A guide of its own',
  building: 'A guide of its own that is being built: readers do not have it',
  inbound: 'Only as a cross-border target',
  section: "A section of its parent's guide",
} as const
export type GuideForm = keyof typeof GUIDES

/** Whether a place has a guide of its own, open or being built: the same is asked of its entries. */
export const hasOwnGuide = (guide: GuideForm | null): boolean => guide === 'full' || guide === 'building'

/** A country, nation, state or territory, as a snapshot carries it. */
export interface Jurisdiction {
  /** The slug it was created with; never changes. */
  key: string
  slug: Slug
  name: string
  /** As it reads mid-sentence: “the United States”. */
  inSentence: string
  abbreviation: string | null
  iso: string
  kind: JurisdictionKind
  parent: string | null
  guide: GuideForm
}

/** ISO 3166-1 alpha-2, or ISO 3166-2 with its subdivision. */
const ISO = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/

export const isIsoCode = (text: string): boolean => ISO.test(text)

/** Keys of a jurisdiction's parents, nearest first. Ends where a parent is unknown or would repeat. */
export function ancestors(key: string, parentOf: (key: string) => string | null): string[] {
  const found: string[] = []
  for (let at = parentOf(key); at !== null && at !== key && !found.includes(at); at = parentOf(at))
    found.push(at)
  return found
}

/** True if giving `key` the parent `parent` would make a jurisdiction its own ancestor. */
export function makesCycle(
  key: string,
  parent: string | null,
  parentOf: (key: string) => string | null,
): boolean {
  if (parent === null) return false
  return parent === key || ancestors(parent, parentOf).includes(key)
}
