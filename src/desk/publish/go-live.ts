import { PUBLISHER } from '#domain/desk/actors.ts'
import { submitterOf } from '#domain/desk/submitters.ts'
import { changeHash, type Change } from '#domain/publish/changes.ts'
import { isStructure, type Reviewed } from '#domain/content/content.ts'
import { takesForceOn } from '#domain/desk/checked-day.ts'
import { thaw, type Edition } from '#domain/content/editions.ts'
import type { LegalDate } from '#domain/dates.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
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

/** The publisher's desk: a desk without an actor. */
export type PublisherDesk = Omit<Desk, 'actor'>

type GoLive = EventDetails['go-live']

/** An approved edition that is due, with the details to be recorded. */
interface Going {
  head: Head
  edition: Edition
  entry: Reviewed
  inForceAsOf: LegalDate
  details: Omit<GoLive, 'seq' | 'takesForceOn' | 'change' | 'settled'>
}

/** @throws {Refused} if no approved edition of the entry is due. */
async function goingLive({ req }: PublisherDesk, head: Head, today: LegalDate): Promise<Going> {
  const next = head.fix ?? head.open
  const edition = next && (await readEdition(req, next.hash))
  assertAllowed(PUBLISHER, { action: 'go-live', today }, head, edition)
  const entry = edition && thaw(edition)
  if (!edition || !entry?.inForceAsOf)
    throw new TypeError('The desk let an edition go live that it must refuse.')
  const { n, contentHash, revision } = edition
  const { inForceAsOf, reverifyEvery } = entry
  const details = { n, contentHash, revision, since: today, inForceAsOf, reverifyEvery }
  return { head, edition, entry, inForceAsOf, details }
}

/** Who stands behind an edition that goes live; a safety fix has no submitter, but a person who decided. */
const behind = ({ hash }: Edition, events: readonly EditorialEvent[]): string =>
  submitterOf(hash, events) ?? events.findLast(({ edition }) => edition === hash)?.actor.id ?? PUBLISHER.id

/** Makes a place or the site live. Structure has no public changes. */
async function structureGoesLive(desk: Desk, { head, edition, details }: Going): Promise<Head> {
  const by = behind(edition, await readEvents(desk.req, head.entry))
  return take(
    desk,
    {
      head,
      action: 'go-live',
      edition: edition.hash,
      details: { ...details, seq: 0, takesForceOn: null } satisfies GoLive,
    },
    by,
  )
}

/** Makes an entry live, writes its public change, and settles the flags that it answers. */
async function entryGoesLive(
  desk: Desk,
  { head, edition, inForceAsOf, details }: Going,
): Promise<{ head: Head; change: Change }> {
  const { req } = desk
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
  const live = await take(
    desk,
    {
      head,
      action: 'go-live',
      edition: edition.hash,
      details: {
        ...details,
        seq: change.seq,
        takesForceOn: takesForceOn(inForceAsOf, edition.submission),
        change: changeHash(change),
        ...(flags.settled.length > 0 ? { settled: flags.settled } : {}),
      } satisfies GoLive,
    },
    behind(edition, events),
  )
  const moved = await moveLawFlags(desk, live, flags, 'live')
  await settleDue(desk, moved, 'live')
  await settleSharedFlags(desk, edition, events)
  await settleWords(desk, before, 'live')
  return { head: moved, change }
}

/**
 * Makes an approved edition live and writes its public change; a safety fix goes before the open edition.
 * Nothing else makes an edition live.
 * @param head the head as read in this transaction.
 * @throws {Refused} if no approved edition of the entry is due.
 */
export async function goLive(
  desk: PublisherDesk,
  head: Head,
): Promise<{ head: Head; change: Change | null }> {
  const at = desk.clock.now()
  const going = await goingLive(desk, head, todayOf(desk))
  const publisher = { ...desk, actor: PUBLISHER }
  const done = isStructure(going.entry)
    ? { head: await structureGoesLive(publisher, going), change: null }
    : await entryGoesLive(publisher, going)
  await askPublish(desk.req, { entry: head.entry, by: PUBLISHER.name, at })
  return done
}
