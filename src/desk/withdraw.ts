import { PUBLISHER } from '#domain/actors.ts'
import { changeHash, entryTitle, type Change } from '#domain/changes.ts'
import { diffEntries } from '#domain/diff.ts'
import { thaw } from '#domain/editions.ts'
import type { Head } from '#domain/heads.ts'
import { nextSeq, writeChange } from '#store/changes.ts'
import { readEdition } from '#store/editions.ts'
import { closeFlags } from '#store/flags.ts'
import { askPublish } from '#store/work.ts'
import { assertAllowed } from './desk.ts'
import { take } from './entry.ts'
import { placeName, type PublisherDesk } from './go-live.ts'

/** Takes from readers what was confirmed to be withdrawn, and writes the public record of it. */
export async function withdraw(
  desk: PublisherDesk,
  head: Head,
  reason: string | null,
): Promise<{ head: Head; change: Change }> {
  const { req, clock } = desk
  const at = clock.now()
  assertAllowed(PUBLISHER, { action: 'withdraw' }, head)
  const live = head.live && (await readEdition(req, head.live.hash))
  if (!live) throw new Error(`The live edition of ${head.entry} is missing from the database.`)
  const before = thaw(live)
  const change: Change = {
    seq: await nextSeq(req),
    entry: head.entry,
    entryKind: head.kind,
    jurisdiction: before.jurisdiction,
    title: entryTitle(before, await placeName(req, before.jurisdiction)),
    kind: 'withdrawn',
    note: reason,
    noteCorrectedAt: null,
    at: at.toISOString(),
    effectiveOn: null,
    edition: null,
    replaced: live.hash,
    corrects: null,
    fields: diffEntries(before, null),
  }
  await writeChange(req, change)
  const moved = await take(
    { ...desk, actor: PUBLISHER },
    {
      head,
      action: 'withdraw',
      edition: live.hash,
      details: { seq: change.seq, change: changeHash(change) },
    },
  )
  await closeFlags(req, head.entry, { how: 'withdrawn', at, by: PUBLISHER.name })
  await askPublish(req, { entry: head.entry, by: PUBLISHER.name, at })
  return { head: moved, change }
}
