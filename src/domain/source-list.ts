import type { Citation, SourceRef } from './content.ts'
import type { LegalDate } from './dates.ts'
import type { LiveEntry } from './snapshot.ts'

/** A source as it stands in the list at the end of a page. */
export interface NumberedSource extends SourceRef {
  number: number
  retrievedOn: LegalDate | null
  /** Keys of the entries that cite it, in the order in which they do. */
  citedBy: string[]
}

/**
 * The sources of a page, numbered in the order in which its claims first call for them. Ask for the numbers while
 * composing, in printed order, and take the list at the end.
 */
export class SourceList {
  readonly #sources = new Map<string, NumberedSource>()

  /** Numbers of the sources behind a claim, ascending, each once. */
  numbersFor(entry: LiveEntry, claim: string): number[] {
    const citations = entry.citations.filter(({ supports }) => supports.includes(claim))
    return [...new Set(citations.map((citation) => this.#number(entry.key, citation)))].sort((a, b) => a - b)
  }

  /** Numbers of all sources of an entry. */
  numbersOf(entry: LiveEntry): number[] {
    return [...new Set(entry.citations.map((citation) => this.#number(entry.key, citation)))].sort(
      (a, b) => a - b,
    )
  }

  #number(entry: string, { source, retrievedOn }: Citation): number {
    const known = this.#sources.get(source.key)
    if (!known) {
      const number = this.#sources.size + 1
      this.#sources.set(source.key, { ...source, number, retrievedOn, citedBy: [entry] })
      return number
    }
    if (!known.citedBy.includes(entry)) known.citedBy.push(entry)
    if (retrievedOn !== null && (known.retrievedOn === null || retrievedOn > known.retrievedOn))
      known.retrievedOn = retrievedOn
    return known.number
  }

  list(): NumberedSource[] {
    return [...this.#sources.values()]
  }
}
