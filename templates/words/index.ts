import { en } from './en/index.ts'

/** Every fixed word that readers see, in the language of the site (docs/decisions/0040). */
export const catalogue = en

/** A word, or what makes one from its values. */
export type Word = string | ((values: never) => string)

/**
 * The word with a key such as `page.skip`, for a template.
 * @returns undefined where the catalogue has none.
 */
export function wordAt(key: string): Word | undefined {
  const [room = '', name = ''] = key.split('.')
  const rooms: Readonly<Record<string, Readonly<Record<string, unknown>>>> = catalogue
  const word = Object.hasOwn(rooms, room) && Object.hasOwn(rooms[room] ?? {}, name) && rooms[room]?.[name]
  return typeof word === 'string' || typeof word === 'function' ? (word as Word) : undefined
}
