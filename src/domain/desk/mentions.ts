import { storedForm } from '../text-rules.ts'

/** Somebody who can be mentioned. */
interface Named {
  id: string
  name: string
}

const folded = (text: string): string => storedForm(text).toLocaleLowerCase('en')

const LETTER = /[\p{L}\p{M}\p{N}]/u

/** Whether a sign in a text begins a mention: one within a word is part of a mail address. */
const begins = (text: string, at: number): boolean =>
  text[at] === '@' && (at === 0 || !LETTER.test(text[at - 1] ?? ''))

/** Whether a name stands at a place of a text, whole. */
const standsAt = (text: string, at: number, name: string): boolean =>
  text.startsWith(name, at) && !LETTER.test(text[at + name.length] ?? '')

/**
 * Ids of those whom a text mentions, as `@` and the whole name. The longest name wins, so that “@Ada King” is not Ada.
 * Where two have one name, both are meant.
 */
export function mentionedIn(text: string, people: readonly Named[]): string[] {
  const said = folded(text)
  const known = people
    .map(({ id, name }) => ({ id, name: folded(name.trim()) }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => b.name.length - a.name.length)
  const found = new Set<string>()
  for (let at = said.indexOf('@'); at !== -1; at = said.indexOf('@', at + 1)) {
    if (!begins(said, at)) continue
    const first = known.find(({ name }) => standsAt(said, at + 1, name))
    for (const { id, name } of known) if (name === first?.name) found.add(id)
  }
  return [...found]
}

/** Most names that are offered at once. */
const OFFERED = 6

/** The mention that somebody is typing. */
export interface Typed {
  /** Position of its sign. */
  at: number
  /** What stands between the sign and the cursor. */
  name: string
}

/** The mention that ends at the cursor; null if there is none. */
export function typedMention(text: string, cursor: number): Typed | null {
  const at = text.lastIndexOf('@', cursor - 1)
  if (at === -1 || !begins(text, at)) return null
  const name = text.slice(at + 1, cursor)
  return /[\n@]/.test(name) || name.startsWith(' ') || name.length > 60 ? null : { at, name }
}

/** Those whose name, or a later part of it, begins with what is typed. */
export function offeredFor<P extends Named>({ name }: Typed, people: readonly P[]): P[] {
  const typed = folded(name)
  return people
    .filter((person) => {
      const theirs = folded(person.name)
      return theirs.startsWith(typed) || theirs.includes(` ${typed}`)
    })
    .slice(0, OFFERED)
}

/** A text with the typed mention completed, and where the cursor then stands. */
export function withMention(
  text: string,
  { at, name }: Typed,
  person: Named,
): { text: string; cursor: number } {
  const begin = `${text.slice(0, at)}@${person.name.trim()} `
  return { text: begin + text.slice(at + 1 + name.length).replace(/^ /, ''), cursor: begin.length }
}
