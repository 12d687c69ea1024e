import { hasFromRight, isolated } from '#domain/content/direction.ts'
import { en } from './en/index.ts'

type Room = Readonly<Record<string, unknown>>

/** The values of a word, none of which draws what stands beside it to its other side. */
const apart = (values: Room): Room =>
  Object.values(values).some((value) => typeof value === 'string' && hasFromRight(value))
    ? Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          typeof value === 'string' ? isolated(value) : value,
        ]),
      )
    : values

const inDirection = (word: unknown): unknown =>
  typeof word === 'function' ? (values: Room) => (word as (values: Room) => unknown)(apart(values)) : word

/** The same words, with values of any direction. */
const withDirections = <T extends Record<string, Room>>(words: T): T =>
  Object.fromEntries(
    Object.entries(words).map(([name, room]) => [
      name,
      Object.fromEntries(Object.entries(room).map(([key, word]) => [key, inDirection(word)])),
    ]),
  ) as T

/** Every fixed word that readers see, in the language of the site (docs/decisions/0040). */
export const catalogue = withDirections(en)

/** A word, or what makes one from its values. */
export type Word = string | ((values: never) => string)

const words: ReadonlyMap<string, Word> = new Map(
  Object.entries(catalogue).flatMap(([room, named]) =>
    Object.entries(named as Readonly<Record<string, unknown>>).flatMap(([name, word]): [string, Word][] =>
      typeof word === 'string' || typeof word === 'function' ? [[`${room}.${name}`, word as Word]] : [],
    ),
  ),
)

/**
 * The word with a key such as `page.skip`, for a template.
 * @returns undefined where the catalogue has none.
 */
export function wordAt(key: string): Word | undefined {
  return words.get(key)
}
