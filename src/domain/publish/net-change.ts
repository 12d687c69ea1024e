import type { Change } from './changes.ts'
import type { FieldChange, PartChange } from '../content/diff.ts'
import type { ChangeKind } from '../content/editions.ts'
import { sameText } from '../text-rules.ts'

/** All changes of one entry folded into one: the text before the first change and after the last. */
export interface NetChange extends Change {
  /** Numbers of the folded changes, ascending. `seq`, `at`, `edition` and `title` are those of the last. */
  seqs: number[]
  /** The notes of the changes, oldest first; `note` joins them. */
  notes: string[]
  /** Earlier changes, outside the fold, that it corrects; `corrects` is the last of these. */
  corrected: number[]
}

/** The heaviest kind names the fold. A new or withdrawn entry is judged by its state before and after. */
const WEIGHTS: Record<ChangeKind, number> = {
  typo: 0,
  new: 1,
  withdrawn: 1,
  change: 1,
  correction: 2,
  urgent: 3,
}

/**
 * Folds changes by entry, in the order in which the entries first changed. Omits whatever ends as it began:
 * fields changed back, and entries that came and went or whose changes cancel out.
 * @param changes oldest first.
 */
export function netChanges(changes: readonly Change[]): NetChange[] {
  return [...Map.groupBy(changes, ({ entry }) => entry).values()].flatMap((each) => netChangeOf(each) ?? [])
}

/**
 * Folds the changes of one entry; null if nothing remains to report.
 * @param changes oldest first, none missing between the first and the last.
 */
export function netChangeOf(changes: readonly Change[]): NetChange | null {
  const [first] = changes
  const last = changes.at(-1)
  if (!first || !last) return null
  const fields = netFields(changes)
  const came = first.kind === 'new'
  const gone = last.kind === 'withdrawn'
  const changedBack = fields.length === 0 && changes.some((change) => change.fields.length > 0)
  // Corrected before any mail went out, but a reader of the page or a print may have seen the error.
  const putRight = changedBack && changes.some(({ kind }) => kind === 'correction')
  if (came || gone ? came && gone : changedBack && !putRight) return null
  const corrected = correctedOutside(changes)
  const kind = gone ? 'withdrawn' : came ? 'new' : putRight ? 'correction' : weightiest(changes)
  const notes = notesOf(changes, kind)
  return {
    ...last,
    kind,
    note: notes.join('\n') || null,
    noteCorrectedAt: changes.reduce<string | null>(
      (latest, { noteCorrectedAt }) => ((noteCorrectedAt ?? '') > (latest ?? '') ? noteCorrectedAt : latest),
      null,
    ),
    effectiveOn: changes.findLast(({ effectiveOn }) => effectiveOn !== null)?.effectiveOn ?? null,
    replaced: first.replaced,
    corrects: corrected.at(-1) ?? null,
    fields,
    seqs: changes.map(({ seq }) => seq),
    notes,
    corrected,
  }
}

/** Each field with its first and its last value. */
function netFields(changes: readonly Change[]): FieldChange[] {
  const net: FieldChange[] = []
  for (const { fields } of changes) {
    // Insert a new field after the one it follows in its own list, to keep the printed order.
    let at = -1
    for (const field of fields) {
      const known = net.findIndex((each) => each.field === field.field)
      if (known === -1) net.splice((at += 1), 0, { ...field })
      else {
        at = known
        net[known] = folded(net[known], field)
      }
    }
  }
  return net.filter(({ before, after }) => !sameText(before, after))
}

/** Two changes of one field as one. Its parts are known if both tell them. */
function folded(first: FieldChange | undefined, { details, ...last }: FieldChange): FieldChange {
  const whole = { ...last, before: first?.before ?? null }
  if (!first?.details || !details) return whole
  const parts = new Map<string, PartChange>(first.details.map((part) => [part.part, part]))
  for (const part of details) parts.set(part.part, { ...part, before: (parts.get(part.part) ?? part).before })
  const left = [...parts.values()].filter(({ before, after }) => !sameText(before, after))
  return left.length > 0 ? { ...whole, details: left } : whole
}

/**
 * A correction of a change in the same fold corrects nothing readers were told, so it counts as a plain change.
 */
function weightiest(changes: readonly Change[]): ChangeKind {
  const seqs = new Set(changes.map(({ seq }) => seq))
  const kinds = changes.map(({ kind, corrects }): ChangeKind =>
    kind === 'new' ||
    kind === 'withdrawn' ||
    (kind === 'correction' && corrects !== null && seqs.has(corrects))
      ? 'change'
      : kind,
  )
  return kinds.reduce((heaviest, kind) => (WEIGHTS[kind] > WEIGHTS[heaviest] ? kind : heaviest))
}

function correctedOutside(changes: readonly Change[]): number[] {
  const seqs = new Set(changes.map(({ seq }) => seq))
  const corrected = changes.flatMap(({ kind, corrects }) =>
    kind === 'correction' && corrects !== null && !seqs.has(corrects) ? [corrects] : [],
  )
  return [...new Set(corrected)].sort((a, b) => a - b)
}

/** Notes on wording alone matter only if nothing else changed. */
function notesOf(changes: readonly Change[], kind: ChangeKind): string[] {
  const notes = changes
    .filter((change) => change.kind !== 'typo' || kind === 'typo')
    .flatMap(({ note }) => (note === null || note.trim() === '' ? [] : [note]))
  return [...new Set(notes)]
}
