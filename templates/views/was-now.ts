import { aligned, linesOf, type Form, type Line, type Pair } from './aligned-lines.ts'
import { markedWords } from './marked-words.ts'
import { changed, CONTEXT, GAP, unchanged, weight, type Piece } from './shortened.ts'
import { catalogue } from '../words/index.ts'

/** A line of one side, in pieces, with the words about its move, if it was moved. */
export interface Row {
  pieces: Piece[]
  moved: string | null
}

/** A paragraph, or a list. */
export type Block = { type: 'text'; row: Row } | { type: 'list'; ordered: boolean; rows: Row[] }

/** One field after and before, shortened to what changed. A side is null where the field was absent. */
export interface WasNow {
  label: string
  now: Block[] | null
  was: Block[] | null
  /** Words about the field: that only its order changed. It then has no `was`. */
  remark: string | null
}

/** Maximum characters kept of one side. */
const SIDE = 900

interface Side extends Row {
  item: boolean
  /** False for a line that both sides have. */
  changed: boolean
  /** Whether what changed stands before or after this line, on this side or on the other. */
  follows: boolean
  precedes: boolean
}

const ALONE = { follows: false, precedes: false }

interface Text {
  label: string
  before: string | null
  after: string | null
  form: Form
}

/** A text as it is now and as it was, with the changed words marked; null if no reader can see a difference. */
export function wasNow({ label, before, after, form }: Text): WasNow | null {
  const [was, now] = [linesOf(before, form), linesOf(after, form)]
  // A list of one is none.
  if (form === 'list' && was.length < 2 && now.length < 2)
    for (const line of [...was, ...now]) line.item = false
  if (was.length === 0 && now.length === 0) return null
  const ordered = form === 'order'
  if (was.length === 0 || now.length === 0)
    return {
      label,
      now: now.length === 0 ? null : blocksOf(now.map(whole('ins')), ordered),
      was: was.length === 0 ? null : blocksOf(was.map(whole('del')), ordered),
      remark: null,
    }
  const pairs = aligned(was, now)
  const differs = pairs.filter((pair) => pair.moved !== null || !isSame(pair))
  if (differs.length === 0) return null
  const reordered = ordered || differs.every(({ moved }) => moved !== null)
  return {
    label,
    now: blocksOf(sidesOf(pairs, nowOf), ordered),
    was: reordered ? null : blocksOf(sidesOf(pairs, wasOf), false),
    remark: reordered ? catalogue.changes.orderChanged : null,
  }
}

const isSame = ({ was, now }: Pair): boolean =>
  was !== null && now !== null && was.text === now.text && was.item === now.item

const whole =
  (mark: 'del' | 'ins') =>
  ({ text, item }: Line): Side => ({
    pieces: changed(mark, text).flatMap(unmarkedEdges),
    moved: null,
    item,
    changed: true,
    ...ALONE,
  })

/** The lines of one side, which know what changed beside them: where a line was added, the other side has none. */
function sidesOf(pairs: readonly Pair[], of: (pair: Pair) => Side | null): Side[] {
  const sides: Side[] = []
  let follows = false
  for (const pair of pairs) {
    const side = of(pair)
    if (side ? side.changed : true) {
      const last = sides.at(-1)
      if (last) last.precedes = true
      follows = true
    }
    if (!side) continue
    sides.push({ ...side, follows: follows && !side.changed })
    if (!side.changed) follows = false
  }
  return sides
}

const movedWords = ({ from }: NonNullable<Pair['moved']>): string =>
  from === null ? catalogue.changes.movedParagraph : catalogue.changes.movedFrom({ number: from })

function nowOf(pair: Pair): Side | null {
  const { was, now, moved } = pair
  if (!now) return null
  if (!was) return whole('ins')(now)
  return sideOf(pair, now, was.text, 'ins', moved && movedWords(moved))
}

function wasOf(pair: Pair): Side | null {
  const { was, now } = pair
  if (!was) return null
  return now ? sideOf(pair, was, now.text, 'del', null) : whole('del')(was)
}

function sideOf(
  pair: Pair,
  { text, item }: Line,
  other: string,
  mark: 'del' | 'ins',
  moved: string | null,
): Side {
  if (text === other)
    return {
      pieces: [{ mark: 'same', text }],
      moved,
      item,
      changed: moved !== null || !isSame(pair),
      ...ALONE,
    }
  const parts = mark === 'ins' ? markedWords(other, text) : markedWords(text, other)
  const pieces = parts.flatMap(({ op, text: words }, index) => {
    if (op === 'same') return unchanged(words, index === 0, index === parts.length - 1)
    return op === mark ? changed(mark, words).flatMap(unmarkedEdges) : []
  })
  return { pieces, moved, item, changed: true, ...ALONE }
}

/** White space at the edges of a change, and a comma before it, is not marked: it would show as a line next to the words. */
function unmarkedEdges(piece: Piece): Piece[] {
  const [, before = '', words = '', after = ''] = /^((?:[,;](?=\s))?\s*)(.*?)(\s*)$/s.exec(piece.text) ?? []
  const mark = piece.mark === 'gap' || /[\p{L}\p{N}]/u.test(words) ? piece.mark : 'same'
  if (mark === 'gap') return [piece]
  return [
    { mark: 'same' as const, text: before },
    { mark, text: words },
    { mark: 'same' as const, text: after },
  ].filter(({ text }) => text !== '')
}

/** The lines of a side as paragraphs and lists, without those that are far from what changed. */
function blocksOf(sides: readonly Side[], ordered: boolean): Block[] {
  const blocks: Block[] = []
  for (const { pieces, moved, item } of limited(ordered ? sides : near(sides))) {
    const last = blocks.at(-1)
    const row = { pieces, moved }
    if (item && last?.type === 'list') last.rows.push(row)
    else blocks.push(item ? { type: 'list', ordered, rows: [row] } : { type: 'text', row })
  }
  return blocks
}

const size = ({ pieces }: Row): number => pieces.reduce((sum, { text }) => sum + text.length, 0)

/** Stands for lines left out; in a list, too, it is no item. */
const OMITTED: Side = { pieces: [GAP], moved: null, item: false, changed: false, ...ALONE }

/** Changed lines and those next to them; the others are omitted. */
function near(sides: readonly Side[]): Side[] {
  if (sides.reduce((sum, side) => sum + size(side), 0) <= 2 * CONTEXT) return [...sides]
  const kept: Side[] = []
  for (const side of sides) {
    const { follows, precedes } = side
    const [piece] = side.pieces
    if (side.changed) kept.push(side)
    else if ((follows || precedes) && piece)
      kept.push({ ...side, pieces: unchanged(piece.text, !follows, !precedes) })
    else if (kept.at(-1)?.pieces[0]?.mark !== 'gap') kept.push(OMITTED)
  }
  return kept
}

/** As many lines as a side may hold, always including the first change. */
function limited(sides: readonly Side[]): Side[] {
  const kept: Side[] = []
  let room = SIDE
  let told = false
  for (const side of sides) {
    if (room <= 0 && told) {
      if (kept.at(-1)?.pieces[0]?.mark !== 'gap') kept.push(OMITTED)
      break
    }
    kept.push({ ...side, pieces: within(side.pieces, room) })
    room -= size(side)
    told ||= side.changed
  }
  return kept
}

/** As many pieces as there is room for, always including the first change. */
function within(pieces: readonly Piece[], room: number): Piece[] {
  const kept: Piece[] = []
  let left = room
  for (const piece of pieces) {
    if (left <= 0 && piece.mark !== 'gap' && kept.some(({ mark }) => mark === 'del' || mark === 'ins')) {
      if (kept.at(-1)?.mark !== 'gap') kept.push(GAP)
      break
    }
    kept.push(piece)
    left -= piece.text.length
  }
  return kept
}

/** The rows of a side. */
export const rowsOf = (blocks: readonly Block[] | null): Row[] =>
  (blocks ?? []).flatMap((block) => (block.type === 'list' ? block.rows : [block.row]))

/** The cost of a comparison in a page. */
export const printedWeight = ({ label, was, now }: WasNow): number =>
  [...rowsOf(was), ...rowsOf(now)]
    .flatMap(({ pieces }) => pieces)
    .reduce((sum, { text }) => sum + weight(text), weight(label))
