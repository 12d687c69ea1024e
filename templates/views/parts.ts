import { contactHref, type Contact, type ContactKind } from '#domain/content/contacts.ts'
import type { LinkRow } from '#domain/content/content.ts'
import { printDate } from '#domain/dates.ts'
import { prose, type ProseBlock } from '#domain/content/prose.ts'
import type { LiveEntry } from '#domain/publish/snapshot.ts'
import type { CitingBlock, SourceList } from '#domain/publish/source-list.ts'
import { hostOf, isSafeHref } from '#domain/urls.ts'
import { catalogue } from '../words/index.ts'

/** Text in paragraphs and lists, with its source numbers. */
export interface Cited {
  blocks: ProseBlock[]
  refs: number[]
  /** The day it became law, where its last change names one. */
  since: string | null
}

/** Looks up the sources of one entry's claims, for one block of the page. */
export interface Citer {
  /** Source numbers of a claim. */
  refs(claim: string): number[]
  /** The day a claim became law, where its last change names one. */
  since(claim: string): string | null
  /** A claim's text with its sources; null where there is no text. */
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

/** The address if it is safe to link; null otherwise. Stored values are checked too. */
export const safeHref = (href: string | null): string | null =>
  href !== null && isSafeHref(href) ? href : null

export interface ContactView {
  key: string
  kind: string
  kindKey: ContactKind
  href: string | null
  printed: string
  /** The same, split where a line may break: an address has no spaces. */
  parts: string[]
  hours: string | null
  note: string | null
  body: string | null
  /** True for a number to call or text. */
  dial: boolean
}

/** Text that is itself a web or mail address. */
const ADDRESS = /^(https?:\/\/)?[\w@.-]+\.[a-z]{2,}([/?#]\S*)?$/i

export const contactView = (contact: Contact): ContactView => ({
  key: contact.key,
  kind: catalogue.labels.contactKinds[contact.kind],
  kindKey: contact.kind,
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

/** An address as printed on paper, split where a line may break. */
export const urlParts = (url: string): string[] =>
  breakable(url.replace(/^https:\/\//, '').replace(/\/$/, ''))

const breakable = (address: string): string[] =>
  address.match(/[^/.?&=_#@-]*[/.?&=_#@-]?/g)?.filter(Boolean) ?? []
