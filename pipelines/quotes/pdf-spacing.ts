import { accented, isAccent } from './pdf-accents.ts'
import type { Glyph } from './pdf-glyphs.ts'

/** A text item as pdf.js assembles it. */
export interface Item {
  str: string
  hasEOL: boolean
  height: number
  transform: number[]
}

/** A character of an item, and where it is set. */
interface Cell {
  item: number
  text: string
  glyph: Glyph
  /** What separates this character from the previous one: a set space, a space pdf.js guessed, or a line break. */
  after: 'nothing' | 'space' | 'guess' | 'line'
}

// All distances are in multiples of the font size.

/** Minimum gap at which letters count as apart. */
const APART = 0.1
/** Minimum gap at which a set space is visible. */
const SEEN = 0.05
/** Where word gaps exceed this, smaller gaps are kerning. */
const WIDE = 0.2
/** A gap this large a share of the line's usual word space is a space. */
const MOST_OF_A_SPACE = 0.6
/** How much wider word gaps are than letter gaps in letter-spaced text. */
const FURTHER = 0.1
/** Minimum run of separated letters that counts as letter-spaced. */
const LEAST_SPACED = 4
/** Minimum share of an accent that lies over or under its letter. */
const OVER = 0.5

/**
 * The same items with spaces where a reader sees word gaps, and accents on the letters they are set over.
 * Null where glyphs and items disagree: the caller then uses the items.
 */
export function spaced(items: readonly Item[], glyphs: readonly Glyph[]): Item[] | null {
  const cells = cellsOf(items, glyphs)
  if (!cells) return null
  const texts = items.map(() => [] as string[])
  for (const line of linesOf(withAccents(cells))) {
    const joints = jointsOf(line)
    line.forEach(({ item, text }, at) => texts[item]?.push(joints[at] ?? '', text))
  }
  return items.map((item, index) => ({ ...item, str: texts[index]?.join('') ?? '' }))
}

const isSpace = (text: string): boolean => /^\s*$/.test(text)

/** Pairs each character of the items with its glyph; null where they differ. */
function cellsOf(items: readonly Item[], glyphs: readonly Glyph[]): Cell[] | null {
  const cells: Cell[] = []
  let next = 0
  let after: Cell['after'] = 'nothing'
  for (const [item, { str, hasEOL }] of items.entries()) {
    for (let at = 0; at < str.length;) {
      if (isSpace(str[at] ?? '')) {
        at += 1
        if (after === 'nothing') after = 'guess'
        continue
      }
      for (; isSpace(glyphs[next]?.text ?? 'end'); next += 1) if (after !== 'line') after = 'space'
      const glyph = glyphs[next]
      const text =
        glyph && [glyph.text, glyph.text.normalize('NFKC')].find((form) => str.startsWith(form, at))
      if (!glyph || text === undefined) return null
      cells.push({ item, text, glyph, after })
      after = 'nothing'
      at += text.length
      next += 1
    }
    if (hasEOL) after = 'line'
  }
  return cells
}

/** Puts each accent on the adjacent letter it overlaps most. */
function withAccents(cells: readonly Cell[]): Cell[] {
  const found: Cell[] = []
  let carried: Cell | null = null
  for (const [at, cell] of cells.entries()) {
    const last: Cell | undefined = found.at(-1)
    const next = cells[at + 1]
    if (carried) {
      found.push({ ...cell, text: accented(cell.text, carried.text) ?? cell.text, after: carried.after })
      carried = null
    } else if (!isAccent(cell.text)) found.push({ ...cell })
    else {
      const onLast = last && cell.after !== 'line' ? accented(last.text, cell.text) : null
      const onNext = next && next.after !== 'line' ? accented(next.text, cell.text) : null
      const overLast = onLast !== null && last ? covered(cell.glyph, last.glyph) : 0
      const overNext = onNext !== null && next ? covered(cell.glyph, next.glyph) : 0
      if (onLast !== null && last && overLast >= OVER && overLast >= overNext) last.text = onLast
      else if (overNext >= OVER) carried = cell
      else found.push({ ...cell })
    }
  }
  return found
}

/** Distance of a point from the end of a glyph, along its line and across it. */
function beyond({ from, to, size }: Glyph, [x, y]: Glyph['from']): { along: number; across: number } {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(dx, dy)
  const [ux, uy] = length === 0 ? [1, 0] : [dx / length, dy / length]
  const [px, py] = [x - to[0], y - to[1]]
  return { along: (px * ux + py * uy) / size, across: (py * ux - px * uy) / size }
}

const widthOf = ({ from, to, size }: Glyph): number => Math.hypot(to[0] - from[0], to[1] - from[1]) / size

/** Share of an accent, or of the letter if that is narrower, that overlaps the other. */
function covered(accent: Glyph, letter: Glyph): number {
  const begins = beyond(letter, accent.from)
  const ends = beyond(letter, accent.to)
  if (!(Math.abs(begins.across) < 1)) return 0
  const narrower = Math.min(widthOf(accent), widthOf(letter))
  // A zero-width mark is set at the end of its letter, or over it.
  if (narrower < 0.01) return begins.along <= 0.05 && begins.along >= -widthOf(letter) - 0.05 ? 1 : 0
  const common = Math.min(0, ends.along) - Math.max(-widthOf(letter), begins.along)
  return common / narrower
}

function linesOf(cells: readonly Cell[]): Cell[][] {
  const lines: Cell[][] = []
  for (const cell of cells)
    if (cell.after === 'line' || lines.length === 0) lines.push([cell])
    else lines.at(-1)?.push(cell)
  return lines
}

/** Scripts whose letters are close together within a word and further apart between words. */
const LETTER = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u
const isLetter = (cell: Cell | undefined): boolean => cell !== undefined && LETTER.test(cell.text)

const isWord = (cell: Cell | undefined): boolean => cell !== undefined && /^[\p{L}\p{N}]/u.test(cell.text)

/** True between two characters of a word or number, but not of a dot leader. */
const isOfOneWord = (line: readonly Cell[], at: number): boolean =>
  isWord(line[at - 1]) ? isWord(line[at]) || isWord(line[at + 1]) : isWord(line[at - 2]) && isWord(line[at])

/** What precedes each character of a line: nothing, a space, or an optional hyphen. */
function jointsOf(line: readonly Cell[]): string[] {
  // Distance of each character from the previous one; null where they are not on one line after all.
  const gaps = line.map((cell, at) => {
    const before = line[at - 1]
    if (!before) return null
    const { along, across } = beyond(before.glyph, cell.glyph.from)
    return along > -1 && Math.abs(across) < 1 ? along - before.glyph.tracking : null
  })
  const spaces = gaps.filter((gap) => gap !== null && gap > APART).toSorted((a, b) => (a ?? 0) - (b ?? 0))
  const usual = spaces[Math.floor(spaces.length / 2)] ?? 0
  const kerned = usual > WIDE ? Math.min(MOST_OF_A_SPACE * usual, WIDE) : APART
  const joints = line.map(({ after }, at) => {
    const gap = gaps[at] ?? null
    if (at === 0) return ''
    // The next glyph may be drawn over a set space: browsers leave one where a word may break.
    if (after === 'space' && (gap === null || gap > SEEN)) return ' '
    return (gap === null ? after === 'guess' : gap > kerned) ? ' ' : ''
  })
  for (let from = 1; from < line.length;) {
    let to = from
    while (to < line.length && (gaps[to] ?? 0) > APART) to += 1
    if (to - from + 1 >= LEAST_SPACED) closeUp(line, gaps, joints, from, to)
    from = to + 1
  }
  return joints
}

/** Letters that may be a list, because they are few or in alphabetical order: A B C D. */
const isRow = (letters: readonly Cell[]): boolean =>
  letters.length <= LEAST_SPACED ||
  letters.every(({ text }, at) => at === 0 || text > (letters[at - 1]?.text ?? ''))

/** Letters evenly set apart are a word, which ends at a wider gap. */
function closeUp(
  line: readonly Cell[],
  gaps: readonly (number | null)[],
  joints: string[],
  from: number,
  to: number,
): void {
  const all = gaps.slice(from, to).map((gap) => gap ?? 0)
  const least = Math.min(...all)
  const isFurther = (gap: number): boolean => gap > least + FURTHER
  const isSet = (at: number): boolean => line[at]?.after === 'space' && !isFurther(gaps[at] ?? 0)
  const isWide = least > WIDE || all.some((_gap, index) => isSet(from + index))
  // At a word-wide gap, a letter close to its neighbour on the other side belongs to another word.
  const first = isWide && from > 1 && gaps[from - 1] !== null ? from + 1 : from
  const end = isWide && to < line.length ? to - 1 : to
  if (end - first + 1 < LEAST_SPACED) return
  // A row of letters may be set like this too. Where it may be one, a hyphen makes it match as either.
  const joint = isWide && !all.some(isFurther) && isRow(line.slice(first - 1, end)) ? '-' : ''
  for (let at = first; at < end; at += 1)
    if (isFurther(gaps[at] ?? 0)) joints[at] = ' '
    else if (isWide ? isLetter(line[at - 1]) && isLetter(line[at]) : isOfOneWord(line, at)) joints[at] = joint
}
