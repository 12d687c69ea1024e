import { contactHref, CONTACT_KINDS, type Contact } from '#domain/content/contacts.ts'
import type { LinkRow } from '#domain/content/content.ts'
import { printDate } from '#domain/dates.ts'
import { WHOLE_ENTRY } from '#domain/publish/in-force-since.ts'
import { prose, type ProseBlock } from '#domain/content/prose.ts'
import type { LiveEntry } from '#domain/publish/snapshot.ts'
import type { CitingBlock, SourceList } from '#domain/publish/source-list.ts'
import { CONFIDENCES } from '#domain/content/legal-status.ts'
import { hostOf, isSafeHref } from '#domain/urls.ts'

/** Text in paragraphs and lists, with the numbers of the sources behind it. */
export interface Cited {
  blocks: ProseBlock[]
  refs: number[]
  /** The day since which it is law, where its last change says one. */
  since: string | null
}

/** Asks for the sources of one entry's claims, for one block of the page. */
export interface Citer {
  /** Numbers of the sources behind a claim. */
  refs(claim: string): number[]
  /** The day since which a claim is law, where its last change says one. */
  since(claim: string): string | null
  /** A claim's text with its sources; null where nothing was said. */
  text(claim: string, text: string | null): Cited | null
}

export function citer(sources: SourceList, entry: LiveEntry, block: CitingBlock): Citer {
  const refs = (claim: string): number[] => sources.numbersFor(entry, claim, block)
  const since = (claim: string): string | null => {
    const day = entry.inForceSince[claim]
    return day ? printDate(day) : null
  }
  return {
    refs,
    since,
    text: (claim, text) =>
      text === null ? null : { blocks: prose(text), refs: refs(claim), since: since(claim) },
  }
}

/** An address that may be linked; null for any other. What was stored is checked, and so is what is printed. */
export const safeHref = (href: string | null): string | null =>
  href !== null && isSafeHref(href) ? href : null

export interface ContactView {
  key: string
  kind: string
  href: string | null
  printed: string
  /** The same in parts between which a line may break: an address has no spaces. */
  parts: string[]
  hours: string | null
  note: string | null
  body: string | null
  /** True for what is dialled or texted. */
  dial: boolean
}

/** Words that are the address of a page or a mailbox. */
const ADDRESS = /^(https?:\/\/)?[\w@.-]+\.[a-z]{2,}([/?#]\S*)?$/i

export const contactView = (contact: Contact): ContactView => ({
  key: contact.key,
  kind: CONTACT_KINDS[contact.kind],
  href: safeHref(contactHref(contact)),
  printed: contact.printed,
  parts: ADDRESS.test(contact.printed) ? breakable(contact.printed) : [contact.printed],
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
export interface Verification {
  inForceAsOf: string
  overdue: boolean
  dueOn: string
  /** The day since which all of it is law, where it was new with that day. */
  since: string | null
  /** Instead of all that, where it was checked before it takes force: nobody can say yet that it is in force. */
  ahead: { word: string; words: string } | null
  /** Only where it is not high. */
  confidence: { level: string; blocks: ProseBlock[] } | null
}

const sinceOf = ({ inForceSince }: LiveEntry): string | null => {
  const day = inForceSince[WHOLE_ENTRY]
  return day ? printDate(day) : null
}

function aheadOf(
  { on, yet }: NonNullable<LiveEntry['takesForce']>,
  { verifiedOn, overdue, dueOn }: LiveEntry,
): Verification['ahead'] {
  const due = overdue ? `; should have been verified by ${printDate(dueOn)}` : ''
  return {
    word: yet ? (overdue ? 'Overdue' : 'Not checked since') : 'Not in force yet',
    words: `${yet ? 'Took' : 'Takes'} force on ${printDate(on)}. Its sources were last checked before that, on ${printDate(verifiedOn)}${due}.`,
  }
}

export const verificationView = (entry: LiveEntry): Verification => ({
  inForceAsOf: printDate(entry.verifiedOn),
  overdue: entry.overdue,
  dueOn: printDate(entry.dueOn),
  since: sinceOf(entry),
  ahead: entry.takesForce && aheadOf(entry.takesForce, entry),
  confidence:
    entry.confidence.level === 'high'
      ? null
      : { level: CONFIDENCES[entry.confidence.level].toLowerCase(), blocks: prose(entry.confidence.note) },
})

/** An address as it is printed on paper, in parts between which a line may break. */
export const urlParts = (url: string): string[] =>
  breakable(url.replace(/^https:\/\//, '').replace(/\/$/, ''))

const breakable = (address: string): string[] =>
  address.match(/[^/.?&=_#@-]*[/.?&=_#@-]?/g)?.filter(Boolean) ?? []
