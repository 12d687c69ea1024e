import { assertWellFormed } from '#domain/canonical.ts'
import { entryTitle, type Change } from '#domain/publish/changes.ts'
import { diffEntries } from '#domain/content/diff.ts'
import { thawEntry, type Edition } from '#domain/content/editions.ts'
import type { Head } from '#domain/desk/heads.ts'
import { isStructureKind } from '#domain/keys.ts'
import { nextSeq, readChangesOf, writeChange } from '#store/publish/changes.ts'
import { readLivePlace } from '#store/desk/structure.ts'
import type { Desk } from '../desk.ts'

interface PublicNote extends Pick<Change, 'kind' | 'note' | 'effectiveOn' | 'corrects'> {
  /** The previous live edition; null if nothing was live, or its words are lost. */
  before: Edition | null
  /** The new live edition; null for a withdrawal. */
  after: Edition | null
}

/** Writes the public change of an edition that goes live or is withdrawn, with the next sequence number. */
export async function writePublicRecord(
  { req, clock }: Pick<Desk, 'req' | 'clock'>,
  head: Head,
  { before, after, ...told }: PublicNote,
): Promise<Change> {
  if (isStructureKind(head.kind)) throw new TypeError(`The public record tells nothing of ${head.entry}.`)
  const [was, is] = [before && thawEntry(before), after && thawEntry(after)]
  const entry = is ?? was
  // If the words of a withdrawn edition are lost, use the title from its last change.
  const last = entry ? null : (await readChangesOf(req, head.entry)).at(-1)
  if (!entry && !last) throw new TypeError(`A change of ${head.entry} is of no edition.`)
  const jurisdiction = entry ? entry.jurisdiction : (last?.jurisdiction ?? null)
  const change: Change = {
    ...told,
    seq: await nextSeq(req),
    entry: head.entry,
    entryKind: head.kind,
    jurisdiction,
    title: entry ? entryTitle(entry, await placeName(req, jurisdiction)) : (last?.title ?? head.entry),
    noteCorrectedAt: null,
    at: clock.now().toISOString(),
    edition: after?.hash ?? null,
    replaced: head.live?.hash ?? null,
    fields: diffEntries(was, is),
  }
  assertWellFormed(change)
  await writeChange(req, change)
  return change
}

/** A place's name as it reads mid-sentence; null if there is no place. */
async function placeName(req: Desk['req'], key: string | null): Promise<string | null> {
  if (key === null) return null
  return (await readLivePlace(req, key))?.inSentence ?? null
}
