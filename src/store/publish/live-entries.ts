import { ALTERED, noPageBecause, unreadable } from '#domain/desk/altered.ts'
import type { Change } from '#domain/publish/changes.ts'
import type { LegalDate } from '#domain/dates.ts'
import { isSound, soundEntry, type Edition } from '#domain/content/editions.ts'
import { fieldsOf } from '#domain/content/fields.ts'
import type { OpenLawChange } from '#domain/content/freshness.ts'
import { replayHead, liveVerifiedOn } from '#domain/desk/heads.ts'
import { parseEntryKey } from '#domain/keys.ts'
import { formOf, type PublishedForm } from '#domain/publish/published-forms.ts'
import type { PublishProblem } from '#domain/desk/publish-problems.ts'
import { sourcesOf } from '#domain/content/shared-parts.ts'
import { liveEntryOf, type LiveEntry } from '#domain/publish/snapshot.ts'
import type { PublishedForms } from '#lib/published-forms.ts'
import { readEdition } from '../desk/editions.ts'
import { readEvents } from '../desk/events.ts'
import type { StoreRequest } from '../rows.ts'

/** An entry to be shown: its edition, and the dates readers are given. */
export interface Shown {
  entry: string
  hash: string
  since: LegalDate
  verifiedOn: LegalDate | null
  /** Approved, but not live yet. */
  isNext?: boolean
  /** For an entry not live yet, the hash of what readers see until then; null if nothing. */
  follows?: string | null
  /** Number of its edition, if its head states it. */
  n?: number
  /** Why its head does not lead to its edition. */
  problem?: string | null
  /** Whether its head's verification date is untrustworthy. */
  doubtful?: boolean
  /** Whether the public record says nothing about it because part of the record is missing. */
  silent?: boolean
}

interface Inputs {
  req: StoreRequest
  day: LegalDate
  /** Editions by hash, as stored in the database. */
  editions: ReadonlyMap<string, Edition>
  lawChanges: ReadonlyMap<string, OpenLawChange[]>
  forms: PublishedForms
  /** Editions that can't be rendered: hash to error message. */
  unusable: ReadonlyMap<string, string>
}

/** One entry of a snapshot, and how it got there. */
export interface Resolved {
  entry: LiveEntry | null
  form: Omit<PublishedForm, 'kept'> | null
  problem: PublishProblem | null
  /** Changes of the entry that are withheld because readers don't have what they announce. */
  untold: Change[]
}

/** Editions whose content was read once without errors: they never change. */
const readable = new Set<string>()

/** @throws {Error} saying what is wrong with an edition. */
function assertUsable(
  edition: Edition | null | undefined,
  { entry, hash, n }: Pick<Shown, 'entry' | 'hash' | 'n'>,
  unusable: Inputs['unusable'],
): Edition {
  if (!edition) throw new Error(ALTERED.noEdition)
  if (edition.hash !== hash || !isSound(edition)) throw new Error(ALTERED.content)
  if (edition.entry !== entry || (n !== undefined && edition.n !== n)) throw new Error(ALTERED.otherEdition)
  const problem = unusable.get(hash)
  if (problem !== undefined) throw new Error(noPageBecause(problem))
  return edition
}

function assertReadable(entry: LiveEntry): LiveEntry {
  if (readable.has(entry.edition.hash)) return entry
  const parts = parseEntryKey(entry.key)
  if (parts?.kind !== entry.kind) throw new Error('it is of another kind than its key says')
  fieldsOf(entry, null)
  sourcesOf(entry)
  readable.add(entry.edition.hash)
  return entry
}

/** How an entry was last published, as known on this disk: from its release, or from its events at that time. */
async function lastForm({ req, forms }: Inputs, entry: string): Promise<Omit<PublishedForm, 'kept'> | null> {
  const form = await forms.last(entry)
  if (form) return form
  const n = (await forms.all()) === null ? await forms.eventsOf(entry) : null
  const kind = parseEntryKey(entry)?.kind
  if (n === null || !kind) return null
  const events = await readEvents(req, entry)
  try {
    const head = replayHead(entry, kind, events.slice(0, n))
    const verifiedOn = liveVerifiedOn(head)
    return head.live && { entry, hash: head.live.hash, since: head.live.since, verifiedOn }
  } catch {
    return null // its events no longer yield a head: checking the record reports that
  }
}

/** Whether an edition was withdrawn after going live: it must never be shown again. */
const isGone = (told: readonly Change[], hash: string): boolean =>
  told
    .slice(told.findLastIndex(({ edition }) => edition === hash) + 1)
    .some(({ edition }) => edition === null)

/** The changes of an entry up to the one of an edition; for null, up to its last withdrawal. */
function changesToTell(told: readonly Change[], hash: string | null): Change[] {
  const at = told.findLastIndex(({ edition }) => edition === hash)
  return told.slice(0, at + 1)
}

type As = Omit<PublishedForm, 'kept' | 'hash'> & { hash: string; n?: number }
type Take = (edition: Edition | null | undefined, as: As, changes?: readonly Change[]) => LiveEntry

/** Uses an edition as what readers see. Throws if it can't be used or read. */
function taking({ entry, hash, follows: key }: Shown, told: readonly Change[], inputs: Inputs): Take {
  const { day, editions, lawChanges, unusable } = inputs
  const before = (key && editions.get(key)) || null
  const follows = key === undefined ? undefined : soundEntry(before) && before
  return (edition, as, changes = told) => {
    const sound = assertUsable(edition, as, unusable)
    const part = {
      edition: sound,
      since: as.since,
      verifiedOn: as.verifiedOn,
      lawChanges: lawChanges.get(entry) ?? [],
    }
    return assertReadable(
      liveEntryOf({ ...part, follows: as.hash === hash ? follows : undefined }, changes, day),
    )
  }
}

const whole = (found: LiveEntry, verifiedOn: LegalDate | null): Resolved => ({
  entry: found,
  form: formOf(found, verifiedOn),
  problem: null,
  untold: [],
})

interface Fallback {
  shown: Shown
  told: readonly Change[]
  problem: string
  form: Omit<PublishedForm, 'kept'> | null
  take: Take
}

/** The entry as last published, if its live edition is unavailable; without an entry if that is gone, too. */
async function asPublished(
  { shown, told, problem, form, take }: Fallback,
  { req, forms }: Inputs,
): Promise<Resolved> {
  const { entry, hash } = shown
  const own = shown.problem || recordDiffers(shown, told) ? null : { ...shown, n: undefined }
  const last = told.at(-1)?.edition ?? null
  const known =
    form ?? (own || last === null ? null : { entry, hash: last, since: shown.since, verifiedOn: null })
  for (const as of [own, known]) {
    if (!as || isGone(told, as.hash)) continue
    const edition = (await forms.edition(as.hash)) ?? (await readEdition(req, as.hash))
    const changes = as.hash === hash ? told : changesToTell(told, as.hash)
    try {
      const found = take(edition, as, changes)
      const readers = as.hash === (told.at(-1)?.edition ?? hash) ? 'same' : 'before'
      return {
        entry: found,
        form: formOf(found, as.verifiedOn),
        problem: { about: entry, problem, readers },
        untold: told.filter((change) => !changes.includes(change)),
      }
    } catch {
      continue // no better than the live edition
    }
  }
  return {
    entry: null,
    form: null,
    problem: { about: entry, problem, readers: form && !isGone(told, form.hash) ? 'pages' : 'nothing' },
    untold: told.filter((change) => !changesToTell(told, null).includes(change)),
  }
}

/**
 * Resolves an entry for readers: its live edition; else, by the same hash, the copy stored when it was published;
 * else what was last published. Nothing withdrawn is ever shown again, nor anything that doesn't match its hash.
 * @param told the changes of the entry, first change first.
 */
export async function resolve(shown: Shown, told: readonly Change[], inputs: Inputs): Promise<Resolved> {
  const { editions, forms } = inputs
  const { entry, hash } = shown
  const take = taking(shown, told, inputs)
  let problem = shown.problem ?? recordDiffers(shown, told)
  if (problem === null && !shown.doubtful)
    try {
      return whole(take(editions.get(hash), shown), shown.verifiedOn)
    } catch (error) {
      problem = explain(error as Error)
    }
  const form = await lastForm(inputs, entry)
  if (problem === null) {
    problem = ALTERED.verifiedOn
    const verifiedOn = form?.hash === hash ? form.verifiedOn : null
    try {
      const found = take(editions.get(hash) ?? (await forms.edition(hash)), { ...shown, verifiedOn })
      return { ...whole(found, verifiedOn), problem: { about: entry, problem, readers: 'same' } }
    } catch (error) {
      problem = explain(error as Error)
    }
  }
  return asPublished({ shown, told, problem, form, take }, inputs)
}

/** The problem if the public record says that something else is live; null if it agrees or says nothing. */
function recordDiffers({ hash, isNext, silent }: Shown, told: readonly Change[]): string | null {
  const last = told.at(-1)
  if (isNext || silent || !last || last.edition === hash) return null
  return last.edition === null ? ALTERED.headIsLive : ALTERED.headAndRecord
}

const explain = ({ name, message }: Error): string => (name === 'Error' ? message : unreadable(message))
