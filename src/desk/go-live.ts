import { PUBLISHER } from '#domain/actors.ts'
import { changeHash, entryTitle, type Change } from '#domain/changes.ts'
import { diffEntries } from '#domain/diff.ts'
import { thaw } from '#domain/editions.ts'
import type { EventDetails, Head } from '#domain/heads.ts'
import { nextSeq, writeChange } from '#store/changes.ts'
import { readEdition } from '#store/editions.ts'
import { readJurisdictions } from '#store/jurisdictions.ts'
import { closeFlags } from '#store/flags.ts'
import { askPublish } from '#store/work.ts'
import { assertAllowed, Refused, todayOf, type Desk } from './desk.ts'
import { take } from './entry.ts'
import { settleSharedFlags } from './flag-shared.ts'

/** Where the publisher works: as a desk, without somebody sitting at it. */
export type PublisherDesk = Omit<Desk, 'actor'>

/**
 * Makes an approved edition the one that readers see, and writes the public record of it: a safety fix before the open
 * edition. Nothing else makes live.
 * @param head the head as it was read in this transaction.
 * @throws {Refused} where nothing of the entry is approved and due.
 */
export async function goLive(desk: PublisherDesk, head: Head): Promise<{ head: Head; change: Change }> {
  const { req, clock } = desk
  const at = clock.now()
  const today = todayOf(desk)
  const next = head.fix ?? head.open
  const edition = next && (await readEdition(req, next.hash))
  assertAllowed(PUBLISHER, { action: 'go-live', today }, head, edition)
  if (!edition) throw new TypeError('The desk let an edition go live that is not there.')
  const before = head.live ? await readEdition(req, head.live.hash) : null
  const after = thaw(edition)
  if (after.inForceAsOf === null)
    throw new Refused({
      allowed: false,
      because: 'content',
      message: `Edition ${edition.n} of ${head.entry} has no “in force as of”.`,
    })
  const { changeKind, changeNote, effectiveOn, corrects } = edition.submission
  const change: Change = {
    seq: await nextSeq(req),
    entry: head.entry,
    entryKind: head.kind,
    jurisdiction: after.jurisdiction,
    title: entryTitle(after, await placeName(req, after.jurisdiction)),
    kind: head.live ? changeKind : 'new',
    note: changeNote,
    noteCorrectedAt: null,
    at: at.toISOString(),
    effectiveOn,
    edition: edition.hash,
    replaced: before?.hash ?? null,
    corrects,
    fields: diffEntries(before && thaw(before), after),
  }
  await writeChange(req, change)
  const moved = await take(
    { ...desk, actor: PUBLISHER },
    {
      head,
      action: 'go-live',
      edition: edition.hash,
      details: {
        n: edition.n,
        contentHash: edition.contentHash,
        revision: edition.revision,
        seq: change.seq,
        since: today,
        inForceAsOf: after.inForceAsOf,
        reverifyEvery: after.reverifyEvery,
        change: changeHash(change),
      } satisfies EventDetails['go-live'],
    },
  )
  await closeFlags(req, head.entry, { kind: 'law-change', how: 'live', at, by: PUBLISHER.name })
  await settleSharedFlags({ ...desk, actor: PUBLISHER }, after)
  await askPublish(req, { entry: head.entry, by: PUBLISHER.name, at })
  return { head: moved, change }
}

/** Name of a place as it stands in a sentence, for the public record; null where there is none. */
export async function placeName(req: Desk['req'], key: string | null): Promise<string | null> {
  if (key === null) return null
  return (await readJurisdictions(req)).find((place) => place.key === key)?.inSentence ?? null
}
