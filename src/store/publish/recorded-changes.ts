import { ALTERED, changeAltered } from '#domain/desk/altered.ts'
import type { Payload } from 'payload'
import type { Change } from '#domain/publish/changes.ts'
import type { PartChange } from '#domain/content/diff.ts'
import { CHANGE_KINDS } from '#domain/content/editions.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
import { hashOf } from '#domain/hash.ts'
import { KINDS } from '#domain/keys.ts'
import type { PublishProblem } from '#domain/desk/publish-problems.ts'
import { recordedProblem } from '#domain/publish/record.ts'
import type { PublishedForms } from '#lib/published-forms.ts'
import { readChangeEvents } from '../desk/events.ts'
import type { StoreRequest } from '../rows.ts'

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
const isWords = (value: unknown): boolean => value === null || typeof value === 'string'

/** Whether a change can be shown on pages and in feeds, whatever it says. */
const isReadable = (change: Change): boolean =>
  Number.isSafeInteger(change.seq) &&
  isText(change.entry) &&
  (KINDS as readonly string[]).includes(change.entryKind) &&
  Object.hasOwn(CHANGE_KINDS, change.kind) &&
  typeof change.title === 'string' &&
  isWords(change.note) &&
  isWords(change.jurisdiction) &&
  !Number.isNaN(new Date(change.at).getTime()) &&
  Array.isArray(change.fields) &&
  change.fields.every(
    (field) =>
      isText(field?.field) &&
      typeof field.label === 'string' &&
      isWords(field.before) &&
      isWords(field.after) &&
      areDetails(field.details),
  )

const areDetails = (details: readonly Partial<PartChange>[] | undefined): boolean =>
  details === undefined ||
  (Array.isArray(details) &&
    details.every(
      (each: Partial<PartChange> | null) =>
        isText(each?.part) && isWords(each?.before) && isWords(each?.after),
    ))

/** Rows already compared with the events of their entries: content by seq. Per database. */
const compared = new WeakMap<Payload, Map<number, string>>()

function hashOrNull(change: Change): string | null {
  try {
    return hashOf(change)
  } catch {
    return null // anything without a canonical form was never recorded
  }
}

interface Wrong {
  problem: string
  /** The entry of the change, from the event that made it. */
  entry: string
}

async function findWrong(req: StoreRequest, changes: readonly Change[]): Promise<Map<Change, Wrong>> {
  const known = compared.get(req.payload) ?? new Map<number, string>()
  compared.set(req.payload, known)
  const hashes = new Map(changes.map((change) => [change, hashOrNull(change)]))
  const unknown = changes.filter((change) => known.get(change.seq) !== hashes.get(change))
  if (unknown.length === 0) return new Map()
  const events = await readChangeEvents(req, [...new Set(unknown.map(({ entry }) => entry))])
  const made = new Map<unknown, EditorialEvent>()
  const corrections = new Map<unknown, EditorialEvent[]>()
  for (const event of events) {
    const { seq } = event.details
    if (event.action === 'correct-note') corrections.set(seq, [...(corrections.get(seq) ?? []), event])
    else made.set(seq, event)
  }
  const recorded = new Set([...made.values()].map(({ entry }) => entry))
  const wrong = new Map<Change, Wrong>()
  for (const change of unknown) {
    const hash = hashes.get(change)
    const event = made.get(change.seq)
    const problem =
      !hash || !isReadable(change)
        ? 'cannot be read'
        : event
          ? recordedProblem(change, event, corrections.get(change.seq) ?? [])
          : recorded.has(change.entry)
            ? 'is known to no event of its entry'
            : null
    if (problem) wrong.set(change, { problem, entry: event?.entry ?? change.entry })
    else if (hash) known.set(change.seq, hash)
  }
  return wrong
}

/** Missing sequence numbers: an untampered record has no gaps. */
function gapsIn(changes: readonly Change[]): number[] {
  const there = new Set(changes.map(({ seq }) => seq))
  const last = changes.reduce((most, { seq }) => (Number.isSafeInteger(seq) ? Math.max(most, seq) : most), 0)
  return last === there.size
    ? []
    : Array.from({ length: Math.min(last, there.size * 2) }, (_, index) => index + 1).filter(
        (seq) => !there.has(seq),
      )
}

/** The public record as readers may see it. */
export interface Recorded {
  changes: Change[]
  problems: PublishProblem[]
  /** Entries with missing changes: the record doesn't say what of them is live. */
  silent: ReadonlySet<string>
}

/**
 * The public record as readers may see it: a change that was altered or is missing is shown as last published, or
 * not at all.
 */
export async function recordedChanges(
  req: StoreRequest,
  stored: readonly Change[],
  forms: PublishedForms,
): Promise<Recorded> {
  const wrong = await findWrong(req, stored)
  const changes = stored.filter((change) => !wrong.has(change))
  const problems: PublishProblem[] = []
  const silent = new Set<string>()
  const there = new Set(changes.map(({ seq }) => seq))
  const restore = async (seq: number, entry: string | null, problem: string): Promise<void> => {
    const kept = there.has(seq) ? null : await forms.change(seq)
    if (!kept && entry === null) return
    if (kept) changes.push(kept)
    else if (entry !== null) silent.add(entry)
    there.add(seq)
    problems.push({
      about: `change ${String(seq)} (${kept?.entry ?? entry ?? ''})`,
      problem,
      readers: kept ? 'same' : 'nothing',
    })
  }
  for (const [{ seq }, { problem, entry }] of wrong) await restore(seq, entry, changeAltered(problem))
  for (const seq of gapsIn(changes)) if (!there.has(seq)) await restore(seq, null, ALTERED.noChange)
  return { changes: changes.sort((a, b) => a.seq - b.seq), problems, silent }
}
