import { PUBLISHER } from '#domain/actors.ts'
import type { Change } from '#domain/changes.ts'
import { dayIn } from '#domain/dates.ts'
import { decide } from '#domain/decide.ts'
import { diffEntries } from '#domain/diff.ts'
import { thaw, type Edition } from '#domain/editions.ts'
import { asLive, type Head } from '#domain/heads.ts'
import type { Clock } from '#lib/clock.ts'
import { nextSeq, writeChange } from '#store/changes.ts'
import { readEdition } from '#store/editions.ts'
import { advance } from '#store/heads.ts'
import type { StoreRequest } from '#store/rows.ts'
import { assertAllowed } from './desk.ts'

interface GoLive {
  req: StoreRequest
  clock: Clock
  /** Zone in which a day of the site begins. */
  timeZone: string
  head: Head
  edition: Edition
}

/**
 * Makes an approved edition the one that readers see, and writes the public record of it. Nothing else makes live.
 * @returns the head and the change.
 */
export async function goLive({
  req,
  clock,
  timeZone,
  head,
  edition,
}: GoLive): Promise<{ head: Head; change: Change }> {
  const at = clock.now()
  const today = dayIn(timeZone, at)
  assertAllowed(decide(PUBLISHER, { action: 'go-live', today }, head, edition, []))
  const before = head.live ? await readEdition(req, head.live.hash) : null
  const after = thaw(edition)
  const { changeKind, changeNote, effectiveOn, corrects } = edition.submission
  const change: Change = {
    seq: await nextSeq(req),
    entry: head.entry,
    entryKind: head.kind,
    jurisdiction: after.jurisdiction,
    kind: changeKind,
    note: changeNote,
    at: at.toISOString(),
    effectiveOn,
    edition: edition.hash,
    replaced: before?.hash ?? null,
    corrects,
    fields: diffEntries(before && thaw(before), after),
  }
  await writeChange(req, change)
  const moved = await advance(req, {
    head,
    actor: PUBLISHER,
    at,
    action: 'go-live',
    edition: edition.hash,
    next: { open: null, live: asLive(edition, change.seq, today) },
    details: { seq: change.seq },
  })
  return { head: moved, change }
}
