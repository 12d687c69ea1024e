/** The first letter that may be as wide as two: Hangul, then other scripts of East Asia and emoji. */
const WIDE = 0x1100

const widthOf = (line: string): number =>
  [...line].reduce((width, letter) => width + ((letter.codePointAt(0) ?? 0) >= WIDE ? 2 : 1), 0)

/**
 * Room on a print of fixed length, in lines. No script measures what is printed, so it is estimated from the number of
 * characters, and rather too much.
 */
export class Room {
  #left: number
  readonly #perLine: number

  /** @param perLine characters that a line has room for. */
  constructor(lines: number, perLine: number) {
    this.#left = lines
    this.#perLine = perLine
  }

  get left(): number {
    return this.#left
  }

  linesOf(...texts: (string | null)[]): number {
    return texts
      .filter((text) => text !== null)
      .flatMap((text) => text.split('\n'))
      .reduce((lines, line) => lines + Math.max(1, Math.ceil(widthOf(line) / this.#perLine)), 0)
  }

  /** Takes lines if there are as many. */
  take(lines: number): boolean {
    if (lines > this.#left) return false
    this.#left -= lines
    return true
  }

  /**
   * What there is room for, in order, and how many there are besides.
   * @param others how many are left out for another reason.
   */
  fit<T>(items: readonly T[], linesOf: (item: T) => number, others = 0): { shown: T[]; more: number } {
    const shown: T[] = []
    for (const item of items) if (this.take(linesOf(item))) shown.push(item)
    return { shown, more: items.length - shown.length + others }
  }

  /** A text if there is room for it. */
  text(text: string | null): string | null {
    return text !== null && this.take(this.linesOf(text)) ? text : null
  }
}
