import { quotedWordsOf, type QuotedWords } from '#domain/watch/quoted-words.ts'
import type { PageText } from './page.ts'

/** Function words: too common to identify a passage. */
const SLIGHT = new Set(
  'the of a an to in and or is are be for on by that with as it at any this was from which who such has have he she they'.split(
    ' ',
  ),
)

/** A word's weight in a passage. */
export const weightOf = (form: string): number => (SLIGHT.has(form) ? 0.25 : 1)

/** Word ids, equal for equal forms: only words of some quote get one. */
export class Vocabulary {
  readonly #known = new Map<string, number>()

  numberOf(form: string): number {
    const known = this.#known.get(form)
    if (known !== undefined) return known
    this.#known.set(form, this.#known.size)
    return this.#known.size - 1
  }

  /** The id of a word, or -1 where no quote has it. */
  lookUp(form: string): number {
    return this.#known.get(form) ?? -1
  }

  get size(): number {
    return this.#known.size
  }
}

/** Words of a passage with their ids. */
export interface Numbered extends QuotedWords {
  ids: Int32Array
}

export const numbered = (words: QuotedWords, numberOf: (form: string) => number): Numbered => ({
  ...words,
  ids: Int32Array.from(words.forms, numberOf),
})

/** A page with word ids, and the positions of each word that occurs in a quote. */
export interface IndexedPage extends Numbered {
  text: string
  weights: Float32Array
  /** By word id: its positions, in order. */
  places: readonly (readonly number[])[]
}

export function indexPage(page: PageText, vocabulary: Vocabulary): IndexedPage {
  const words = quotedWordsOf(page.text, page.omissible)
  const count = words.forms.length
  const ids = new Int32Array(count)
  const weights = new Float32Array(count)
  const places: number[][] = Array.from({ length: vocabulary.size }, () => [])
  // A loop, because a page may have a million words.
  for (let at = 0; at < count; at += 1) {
    const form = words.forms[at] ?? ''
    const id = vocabulary.lookUp(form)
    ids[at] = id
    weights[at] = words.optional[at] ? 0 : weightOf(form)
    places[id]?.push(at)
  }
  return { ...words, ids, text: page.text, weights, places }
}
