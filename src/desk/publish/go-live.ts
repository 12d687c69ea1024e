import { PUBLISHER } from '#domain/desk/actors.ts'
import { changeHash, type Change } from '#domain/publish/changes.ts'
import { isStructure } from '#domain/content/content.ts'
import { takesForceOn } from '#domain/desk/checked-day.ts'
import { thaw } from '#domain/content/editions.ts'
import type { EventDetails, Head } from '#domain/desk/heads.ts'
import { readEdition } from '#store/desk/editions.ts'
import { readLiveEdition } from '../desk/live-edition.ts'
import { readEvents } from '#store/desk/events.ts'
import { askPublish } from '#store/work.ts'
import { assertAllowed, todayOf, type Desk } from '../desk.ts'
import { take } from '../entry.ts'
import { settleSharedFlags } from '../desk/flag-shared.ts'
import { moveLawFlags, moveOfLawFlags, settleDue } from '../desk/law-flags.ts'
import { writePublicRecord } from './public-record.ts'
import { settleWords } from '../watch/settle-words.ts'

/** Where the publisher works: as a desk, without somebody sitting at it. */
export type PublisherDesk = Omit<Desk, 'actor'>

/**
 * Makes an approved edition the one that readers see, and writes the public record of it: a safety fix before the open
 * edition. Nothing else makes live.
 * @param head the head as it was read in this transaction.
 * @throws {Refused} where nothing of the entry is approved and due.
 */
export async function goLive(
  desk: PublisherDesk,
  head: Head,
): Promise<{ head: Head; change: Change | null }> {
  const { req, clock } = desk
  const at = clock.now()
  const today = todayOf(desk)
  const next = head.fix ?? head.open
  const edition = next && (await readEdition(req, next.hash))
  assertAllowed(PUBLISHER, { action: 'go-live', today }, head, edition)
  const entry = edition && thaw(edition)
  if (!edition || !entry?.inForceAsOf)
    throw new TypeError('The desk let an edition go live that it must refuse.')
  const publisher = { ...desk, actor: PUBLISHER }
  const details = {
    n: edition.n,
    contentHash: edition.contentHash,
    revision: edition.revision,
    since: today,
    inForceAsOf: entry.inForceAsOf,
    reverifyEvery: entry.reverifyEvery,
  }
  if (isStructure(entry)) {
    const moved = await take(publisher, {
      head,
      action: 'go-live',
      edition: edition.hash,
      details: {
        ...details,
        // The public record tells nothing of structure.
        seq: 0,
        takesForceOn: null,
      } satisfies EventDetails['go-live'],
    })
    await askPublish(req, { entry: head.entry, by: PUBLISHER.name, at })
    return { head: moved, change: null }
  }
  const { changeKind, changeNote, effectiveOn, corrects } = edition.submission
  const before = head.live && (await readLiveEdition(req, head.live))
  const change = await writePublicRecord(desk, head, {
    before,
    after: edition,
    kind: head.live ? changeKind : 'new',
    note: changeNote,
    effectiveOn,
    corrects,
  })
  const events = await readEvents(req, head.entry)
  const flags = await moveOfLawFlags(desk, head, events, {
    action: 'go-live',
    edition: edition.hash,
    details: {},
  })
  const live = await take(publisher, {
    head,
    action: 'go-live',
    edition: edition.hash,
    details: {
      ...details,
      seq: change.seq,
      takesForceOn: takesForceOn(entry.inForceAsOf, edition.submission),
      change: changeHash(change),
      ...(flags.settled.length > 0 ? { settled: flags.settled } : {}),
    } satisfies EventDetails['go-live'],
  })
  const moved = await moveLawFlags(publisher, live, flags, 'live')
  await settleDue(publisher, moved, 'live')
  await settleSharedFlags(publisher, edition, events)
  await settleWords(desk, before, 'live')
  await askPublish(req, { entry: head.entry, by: PUBLISHER.name, at })
  return { head: moved, change }
}
