/** What a page's content stream becomes: everything in it is real content with a number, or marked as an artifact. */
export interface MarkedContent {
  operators: string
  /** Numbers of the real content, old to new, in the order in which they are painted. */
  numbers: Map<number, number>
}

/** The last word of a line: the operator. */
const OPERATOR = /(?:^|[\s>\])])([A-Za-z'"]+\*?[01]?)$/
const MARKED = /^\/(\w+) <<\s*\/MCID (\d+)\s*>>\s*BDC$/
const BEGINS = new Set(['BDC', 'BMC'])
const PATH = new Set(['m', 'l', 'c', 'v', 'y', 'h', 're', 'W', 'W*'])
const PAINTS_PATH = new Set(['f', 'F', 'f*', 'S', 's', 'B', 'B*', 'b', 'b*'])
const SHOWS = new Set(['Tj', 'TJ', "'", '"', 'Do', 'sh'])

/**
 * Chromium leaves text unmarked where it stands in a margin box or is hidden from readers of the screen, as the name of
 * an offence that is continued; lines and boxes are decoration.
 */
const PAGINATION = '/Artifact <</Type /Pagination>> BDC'
const LAYOUT = '/Artifact <</Type /Layout>> BDC'

/** Where the first letter of some text stands. */
const placeOf = (lines: readonly string[]): string | undefined => lines.find((line) => line.endsWith(' Tm'))

interface Line {
  text: string
  operator: string
}

/** Operators with their operands. Chromium writes each on a line of its own. */
function* linesOf(operators: string): Generator<Line> {
  let begun = ''
  for (const line of operators.split('\n')) {
    const text = begun ? `${begun}\n${line}` : line
    const operator = OPERATOR.exec(line)?.[1]
    if (operator === undefined && line.trim() !== '') begun = text
    else {
      begun = ''
      if (operator !== undefined) yield { text, operator }
    }
  }
  if (begun) throw new Error(`Content that ends in the middle of an operator: ${begun.slice(-40)}`)
}

class Marker {
  readonly out: string[] = []
  readonly numbers = new Map<number, number>()
  #artifact: string | null = null
  /** The unmarked texts since the last content: where each stands in `out`, and where it begins on the page. */
  #texts: { from: number; place: string | undefined }[] = []
  #path: string[] = []
  #text: string[] | null = null

  get isInText(): boolean {
    return this.#text !== null
  }

  /** An operator outside marked content. */
  unmarked({ text, operator }: Line): void {
    if (operator === 'BT') this.#text = []
    if (this.#text) {
      this.#text.push(text)
      if (operator !== 'ET') return
      this.#paint(PAGINATION, this.#text)
      this.#text = null
    } else if (PATH.has(operator)) this.#path.push(text)
    else if (PAINTS_PATH.has(operator)) this.#paint(LAYOUT, [...this.#path.splice(0), text])
    else if (SHOWS.has(operator)) this.#paint(LAYOUT, [text])
    else {
      if (operator === 'q' || operator === 'Q' || operator === 'n') this.close()
      this.out.push(...this.#path.splice(0), text)
    }
  }

  #paint(artifact: string, lines: readonly string[]): void {
    if (this.#artifact !== artifact) {
      this.close()
      if (artifact === PAGINATION) this.#texts.push({ from: this.out.length, place: placeOf(lines) })
      this.out.push(artifact)
      this.#artifact = artifact
    }
    this.out.push(...lines)
  }

  close(): void {
    if (this.#artifact) this.out.push('EMC')
    this.#artifact = null
  }

  /** A marked sequence: real content where it shows something, else the lines and boxes around some. */
  marked({ tag, number, lines }: { tag: string; number: number; lines: readonly Line[] }): void {
    this.close()
    const isReal = tag === 'Figure' || lines.some(({ operator }) => SHOWS.has(operator))
    const paints = isReal || lines.some(({ operator }) => PAINTS_PATH.has(operator))
    const texts = lines.map(({ text }) => text)
    if (!paints) {
      this.out.push(...texts)
      return
    }
    let begin = LAYOUT
    if (isReal) {
      begin = `/${tag} <</MCID ${this.numbers.size}>> BDC`
      this.numbers.set(number, this.numbers.size)
    }
    if (isReal) this.#uncover(placeOf(texts))
    this.out.push(begin, ...texts, 'EMC')
  }

  /** Takes back the unmarked texts from the one that would lie under content at this place. */
  #uncover(place: string | undefined): void {
    const under = this.#texts.findIndex((text) => place !== undefined && text.place === place)
    for (const { from } of under < 0 ? [] : this.#texts.slice(under).reverse())
      this.out.splice(from, this.out.indexOf('EMC', from) - from + 1)
    this.#texts = []
  }
}

/** Marks what Chromium left unmarked, and numbers the rest anew. */
export function markContent(operators: string): MarkedContent {
  const marker = new Marker()
  let open: { tag: string; number: number; lines: Line[] } | null = null
  /** Sequences inside the open one: what a soft hyphen is read as, for one. */
  let inner = 0
  for (const line of linesOf(operators)) {
    const begins = BEGINS.has(line.operator)
    const ends = line.operator === 'EMC'
    const [, tag, number] = (begins && MARKED.exec(line.text)) || []
    if ((begins || ends) && !open && !marker.isInText && number === undefined)
      throw new Error(`Marked content that Chromium does not write: ${line.text}`)
    if (number !== undefined) {
      if (open || tag === undefined) throw new Error(`Marked content inside another: ${line.text}`)
      open = { tag, number: Number(number), lines: [] }
    } else if (!open) {
      // In the text of a margin box, an artifact, nobody reads it.
      if (!begins && !ends) marker.unmarked(line)
    } else if (ends && inner === 0) {
      marker.marked(open)
      open = null
    } else {
      inner += begins ? 1 : ends ? -1 : 0
      open.lines.push(line)
    }
  }
  marker.close()
  return { operators: marker.out.join('\n'), numbers: marker.numbers }
}
