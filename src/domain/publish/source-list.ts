import type { Citation, Entry, SourceRef } from '../content/content.ts'
import type { LegalDate } from '../dates.ts'

/** A block of a page that cites sources: its anchor and its name for readers. */
export interface CitingBlock {
  id: string
  title: string
}

/** The parts of an entry that the list reads. */
export type Citing = Pick<Entry, 'citations'>

/** A source as listed at the end of a page. */
export interface NumberedSource extends SourceRef {
  number: number
  retrievedOn: LegalDate | null
  /** Blocks that cite it, in order of citation. */
  citedBy: CitingBlock[]
}

/**
 * What makes two sources one line of the list: the page they name, whatever place on it. Where only the site is
 * known, two sources may be two pages, so each stands for itself.
 */
const pageOf = ({ key, url, precision }: SourceRef): string =>
  precision === 'host'
    ? key
    : withoutPlace(url)
        .replace(/^https?:\/\//, '')
        .replace(/\/$/, '')

/** Some sites have the addresses of their pages after the `#`: those begin with a slash. */
const withoutPlace = (url: string): string => url.replace(/#(?!!?\/).*$/, '')

/**
 * The sources of a page, numbered in order of first citation. Request numbers while composing, in printed
 * order, and read the list at the end.
 */
export class SourceList {
  readonly #sources = new Map<string, NumberedSource>()

  /**
   * Numbers of the sources behind a claim, ascending, without duplicates.
   * @param block the block that prints the claim.
   */
  numbersFor({ citations }: Citing, claim: string, block: CitingBlock): number[] {
    const behind = citations.filter(({ supports }) => supports.includes(claim))
    return [...new Set(behind.map((citation) => this.#number(citation, block)))].sort((a, b) => a - b)
  }

  #number({ source, retrievedOn }: Citation, block: CitingBlock): number {
    const page = pageOf(source)
    const known = this.#sources.get(page)
    if (!known) {
      const number = this.#sources.size + 1
      this.#sources.set(page, { ...source, number, retrievedOn, citedBy: [block] })
      return number
    }
    if (known.url !== source.url) known.url = withoutPlace(known.url)
    if (!known.citedBy.some(({ id }) => id === block.id)) known.citedBy.push(block)
    if (retrievedOn !== null && (known.retrievedOn === null || retrievedOn > known.retrievedOn))
      known.retrievedOn = retrievedOn
    return known.number
  }

  list(): NumberedSource[] {
    return [...this.#sources.values()]
  }
}
