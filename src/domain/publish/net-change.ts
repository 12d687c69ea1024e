import type { Change } from './changes.ts'
import type { FieldChange } from '../content/diff.ts'
import type { ChangeKind } from '../content/editions.ts'
import { sameText } from '../text-rules.ts'

/** All changes of one entry told as one: what it said before the first, what it says after the last. */
export interface NetChange extends Change {
  /** Numbers of the changes in it, ascending. `seq`, `at`, `edition` and `title` are of the last. */
  seqs: number[]
  /** What the changes say of themselves, oldest first; `note` is these, one after the other. */
  notes: string[]
  /** Changes that are not in it and that it corrects; `corrects` is the last of these. */
  corrected: number[]
}

/** Which kind names a fold: the one that weighs most. What came or went is seen from its two ends. */
const WEIGHTS: Record<ChangeKind, number> = {
  typo: 0,
  new: 1,
  withdrawn: 1,
  change: 1,
  correction: 2,
  urgent: 3,
}

/**
 * Folds changes by entry, in the order in which the entries first changed. What ends as it began is not told: neither
 * a field, nor an entry that came and went again or was changed and changed back.
 * @param changes oldest first.
 */
export function netChanges(changes: readonly Change[]): NetChange[] {
  return [...Map.groupBy(changes, ({ entry }) => entry).values()].flatMap((each) => netChangeOf(each) ?? [])
}

/**
 * The changes of one entry as one; null where nothing is left to tell.
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
  // Put right before anybody was mailed: whoever read the page or a print may still have read the wrong thing.
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

/** Each field from where it began to where it ended. */
function netFields(changes: readonly Change[]): FieldChange[] {
  const net: FieldChange[] = []
  for (const { fields } of changes) {
    // What is new here stands after what it follows in its own list, so that the printed order is kept.
    let at = -1
    for (const field of fields) {
      const known = net.findIndex((each) => each.field === field.field)
      if (known === -1) net.splice((at += 1), 0, { ...field })
      else {
        at = known
        net[known] = { ...field, before: net[known]?.before ?? null }
      }
    }
  }
  return net.filter(({ before, after }) => !sameText(before, after))
}

/** A correction of a change that is told with it corrects nothing that anybody has read: it is a change. */
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

/** What is said of the wording alone matters only where nothing else changed. */
function notesOf(changes: readonly Change[], kind: ChangeKind): string[] {
  const notes = changes
    .filter((change) => change.kind !== 'typo' || kind === 'typo')
    .flatMap(({ note }) => (note === null || note.trim() === '' ? [] : [note]))
  return [...new Set(notes)]
}
