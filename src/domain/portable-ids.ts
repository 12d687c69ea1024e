import { sha256 } from './hash.ts'

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const LENGTH = 24

/**
 * The id that MongoDB gives to a row that the embedded database knows by a UUID. It follows from the UUID alone, so
 * that whatever names the row still does.
 */
const portableId = (uuid: string): string => sha256(uuid).slice(0, LENGTH)

/** A text with every UUID in it replaced by the id that MongoDB has in its place. */
export const withPortableIds = (text: string): string => text.replace(UUID, portableId)

/** Whether the text is a UUID and nothing else. */
export const isUuid = (text: string): boolean => text.length === 36 && text.replace(UUID, '') === ''

/** Both forms in which an id may stand in the record: as it was written, and as another database knows it. */
export const bothForms = (id: string): string[] => [...new Set([id, withPortableIds(id)])]

/** Whether two ids name the same: one of them may stand in an event that is older than a move between two kinds of databases. */
export const isSameId = (one: string | null, other: string | null): boolean =>
  one === other || (one !== null && other !== null && withPortableIds(one) === withPortableIds(other))

/** Whether a person is among these ids. */
export const hasId = (ids: Iterable<string>, person: string): boolean =>
  [...ids].some((id) => isSameId(id, person))
