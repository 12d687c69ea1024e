import { contactHref, CONTACT_KINDS, type Contact } from '#domain/contacts.ts'
import type { LinkRow } from '#domain/content.ts'
import { printDate } from '#domain/dates.ts'
import { prose, type ProseBlock } from '#domain/prose.ts'
import type { LiveEntry } from '#domain/snapshot.ts'
import type { CitingBlock, SourceList } from '#domain/source-list.ts'
import { CONFIDENCES } from '#domain/standing.ts'
import { hostOf, isSafeHref } from '#domain/urls.ts'

/** Text in paragraphs and lists, with the numbers of the sources behind it. */
export interface Cited {
  blocks: ProseBlock[]
  refs: number[]
}

/** Asks for the sources of one entry's claims, for one block of the page. */
export interface Citer {
  /** Numbers of the sources behind a claim. */
  refs(claim: string): number[]
  /** A claim's text with its sources; null where nothing was said. */
  text(claim: string, text: string | null): Cited | null
}

export function citer(sources: SourceList, entry: LiveEntry, block: CitingBlock): Citer {
  const refs = (claim: string): number[] => sources.numbersFor(entry, claim, block)
  return { refs, text: (claim, text) => (text === null ? null : { blocks: prose(text), refs: refs(claim) }) }
}

/** An address that may be linked; null for any other. What was stored is checked, and so is what is printed. */
export const safeHref = (href: string | null): string | null =>
  href !== null && isSafeHref(href) ? href : null

export interface ContactView {
  key: string
  kind: string
  href: string | null
  printed: string
  hours: string | null
  note: string | null
  body: string | null
  /** True for what is dialled or texted. */
  dial: boolean
}

export const contactView = (contact: Contact): ContactView => ({
  key: contact.key,
  kind: CONTACT_KINDS[contact.kind],
  href: safeHref(contactHref(contact)),
  printed: contact.printed,
  hours: contact.hours,
  note: contact.note,
  body: contact.body?.name ?? null,
  dial: contact.kind === 'phone' || contact.kind === 'sms' || contact.kind === 'relay',
})

export interface LinkView {
  href: string | null
  label: string
  host: string
  parts: string[]
}

export const linkView = ({ url, label }: LinkRow): LinkView => ({
  href: safeHref(url),
  label,
  host: hostOf(url),
  parts: urlParts(url),
})

/** What a reader is told of an entry's age and certainty. */
export interface Standing {
  inForceAsOf: string
  overdue: boolean
  dueOn: string
  /** Only where it is not high. */
  confidence: { level: string; blocks: ProseBlock[] } | null
}

export const standingView = (entry: LiveEntry): Standing => ({
  inForceAsOf: printDate(entry.verifiedOn),
  overdue: entry.overdue,
  dueOn: printDate(entry.dueOn),
  confidence:
    entry.confidence.level === 'high'
      ? null
      : { level: CONFIDENCES[entry.confidence.level].toLowerCase(), blocks: prose(entry.confidence.note) },
})

/** An address as it is printed on paper, in parts between which a line may break. */
export const urlParts = (url: string): string[] =>
  url
    .replace(/^https:\/\//, '')
    .replace(/\/$/, '')
    .match(/[^/.?&=_#-]*[/.?&=_#-]?/g)
    ?.filter(Boolean) ?? []
