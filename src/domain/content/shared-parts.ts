import type { Contact } from './contacts.ts'
import type { Reviewed, SourceRef } from './content.ts'

/** Shared records whose printed parts editions freeze. */
export type FrozenCollection = 'bodies' | 'instruments' | 'sources'
export const FROZEN_COLLECTIONS: readonly FrozenCollection[] = ['bodies', 'instruments', 'sources']

/** Every contact that an entry prints. */
export function contactsOf(entry: Reviewed): Contact[] {
  if (entry.kind === 'channel' || entry.kind === 'route') return entry.content.contacts
  if (entry.kind === 'ladder') return entry.content.steps.flatMap((step) => step.contacts)
  return entry.kind === 'profile' ? (entry.content.emergency?.contacts ?? []) : []
}

const cited = (entry: Reviewed): SourceRef[] => {
  const official = entry.kind === 'offence' ? entry.content.officialSource : null
  return [...entry.citations.map(({ source }) => source), ...(official ? [official] : [])]
}

/** The sources of an entry, without duplicates, in citation order. */
export const sourcesOf = (entry: Reviewed): SourceRef[] => [
  ...new Map(cited(entry).map((source) => [source.key, source])).values(),
]

/** What an entry has frozen of a shared record, by the record's key: references, and a body's contacts. */
export function partsFrom(entry: Reviewed, collection: FrozenCollection, key: string): unknown[] {
  if (collection === 'instruments')
    return entry.instruments.map(({ instrument }) => instrument).filter((each) => each.key === key)
  if (collection === 'sources') return cited(entry).filter((each) => each.key === key)
  const body = entry.kind === 'channel' ? entry.content.body : null
  return [
    ...(body?.key === key ? [body] : []),
    ...contactsOf(entry).filter((contact) => contact.body?.key === key),
  ]
}

/** Keys of the shared records from which an entry has frozen something, without duplicates. */
export function keysFrom(entry: Reviewed, collection: FrozenCollection): string[] {
  const keys =
    collection === 'instruments'
      ? entry.instruments.map(({ instrument }) => instrument.key)
      : collection === 'sources'
        ? cited(entry).map(({ key }) => key)
        : [
            ...(entry.kind === 'channel' && entry.content.body ? [entry.content.body.key] : []),
            ...contactsOf(entry).flatMap(({ body }) => (body ? [body.key] : [])),
          ]
  return [...new Set<string>(keys)]
}
