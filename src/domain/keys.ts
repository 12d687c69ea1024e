import type { Brand } from './brand.ts'

/** One path-safe word, used in URLs, keys and anchors: `scotland`, `criminal-harassment`. */
export type Slug = Brand<string, 'Slug'>

/** The natural key of an entry: `scotland/offence/stalking`, `scotland/ladder`, `global/essential/evidence`. */
export type EntryKey = Brand<string, 'EntryKey'>

/** The key of a row inside an entry (a step, a section, a contact), unique in its list: `call-101`. */
export type RowKey = Brand<string, 'RowKey'>

/** Kinds of entry, in the order in which a guide prints them. */
export const KINDS = ['profile', 'channel', 'offence', 'route', 'ladder', 'essential'] as const
export type Kind = (typeof KINDS)[number]

export const isKind = (text: string): text is Kind => (KINDS as readonly string[]).includes(text)

/** Content around the entries, reviewed in the same way: places, and the words of the whole site. */
export const STRUCTURE_KINDS = ['jurisdiction', 'site'] as const
export type StructureKind = (typeof STRUCTURE_KINDS)[number]

export const isStructureKind = (text: string): text is StructureKind =>
  (STRUCTURE_KINDS as readonly string[]).includes(text)

/** All kinds of content that readers see only as editions. */
export const REVIEWED_KINDS = [...KINDS, ...STRUCTURE_KINDS] as const
export type ReviewedKind = Kind | StructureKind

export const isReviewedKind = (text: string): text is ReviewedKind => isKind(text) || isStructureKind(text)

/** Key of the words of the whole site, of which there is only one. */
export const SITE_KEY = 'global/site'

/** Kinds of which a jurisdiction has at most one: their key ends with the kind. */
const SINGLE: readonly ReviewedKind[] = ['profile', 'ladder', 'route', 'jurisdiction', 'site']

/** Kinds that belong to no jurisdiction. */
const GLOBAL: readonly ReviewedKind[] = ['essential', 'site']

/** What keys of these have in place of a jurisdiction's slug. */
export const NO_PLACE = 'global'

/** Whether entries of this kind hold everywhere, and belong to no jurisdiction. */
export const isOfNoPlace = (kind: ReviewedKind): boolean => GLOBAL.includes(kind)

/** Whether a place has only one entry of this kind. */
export const isSingle = (kind: ReviewedKind): boolean => SINGLE.includes(kind)

/** Words used in paths in place of a jurisdiction's or section's slug. */
export const RESERVED_SLUGS = ['to', 'changes', 'search', NO_PLACE] as const

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/
const MAX_SLUG = 80

export const isSlug = (text: string): text is Slug => text.length <= MAX_SLUG && SLUG.test(text)
export const isRowKey = (text: string): text is RowKey => isSlug(text)

/** What is wrong with a slug, worded for the person who typed it; null if nothing is. */
export function slugProblem(text: string): string | null {
  if (!isSlug(text))
    return `“${text.slice(0, 60)}” is not a slug: use lower-case letters, digits and single hyphens, at most ${MAX_SLUG} characters (for example “new-south-wales”).`
  if ((RESERVED_SLUGS as readonly string[]).includes(text))
    return `“${text}” is reserved: it stands for something else in the site's addresses. Choose another slug.`
  return null
}

/** Letters that Unicode does not decompose. */
export const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
}

/** A phrase as lower-case ASCII words with hyphens between them, however long. Empty if nothing remains. */
export const hyphenated = (words: string): string =>
  words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþıħ]/g, (letter) => LETTERS[letter] ?? '')
    .replace(/&/g, ' and ')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')

/** The beginning of a slug, without a hyphen at its end. */
export const cutSlug = (slug: string, characters: number): string =>
  slug.slice(0, Math.max(characters, 0)).replace(/-+$/, '')

/** The slug of a phrase: empty if nothing remains. */
export const slugify = (words: string): string => cutSlug(hyphenated(words), MAX_SLUG)

/** A slug with an ending, which is never cut: the slug before it is. */
export function withEnding(slug: string, ending: string): string {
  const head = cutSlug(slug, MAX_SLUG - ending.length - 1)
  return head === '' ? ending : `${head}-${ending}`
}

/** The first slug that is free: this one, or with a number from 2 on. */
export function freeSlug(slug: string, isTaken: (slug: string) => boolean): string {
  // Each number gives another slug, because it is never cut: so the count ends.
  let free = slug
  for (let n = 2; isTaken(free); n += 1) free = withEnding(slug, String(n))
  return free
}

export interface EntryKeyParts {
  /** Slug of the jurisdiction, or `global` if there is none. */
  place: string
  kind: ReviewedKind
  /** Null for kinds of which a place has only one. */
  name: string | null
}

/** The parts of an entry key; null if the text is not one. */
export function parseEntryKey(text: string): EntryKeyParts | null {
  const [place, kind, name, ...rest] = text.split('/')
  if (!place || !isSlug(place) || rest.length > 0) return null
  if (kind === undefined || !isReviewedKind(kind)) return null
  if (isSingle(kind) !== (name === undefined)) return null
  if (name !== undefined && !isSlug(name)) return null
  if ((place === NO_PLACE) !== isOfNoPlace(kind)) return null
  return { place, kind, name: name ?? null }
}

export const isEntryKey = (text: string): text is EntryKey => parseEntryKey(text) !== null

/**
 * The key of an entry of this kind and place; the name is its own last part.
 * @throws {TypeError} if the parts do not form a key.
 */
export function entryKey(place: string, kind: ReviewedKind, name: string | null = null): EntryKey {
  const text = [place, kind, ...(name === null ? [] : [name])].join('/')
  if (!isEntryKey(text)) throw new TypeError(`“${text}” is not an entry key.`)
  return text
}

/** What is wrong with a key given to an entry of this kind and place; null if nothing is. */
export function entryKeyProblem(text: string, kind: Kind, place: string): string | null {
  const parts = parseEntryKey(text)
  const shape = `${place}/${kind}${isSingle(kind) ? '' : '/<name>'}`
  if (!parts || parts.kind !== kind || parts.place !== place)
    return `“${text.slice(0, 120)}” is not a key for this entry: it must read “${shape}”.`
  return null
}
