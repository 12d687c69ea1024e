import { PUBLISHER } from '#domain/desk/actors.ts'
import { changeHash, type Change } from '#domain/publish/changes.ts'
import type { Head } from '#domain/desk/heads.ts'
import { cleaned } from '#domain/text-rules.ts'
import { textOf } from '#domain/values.ts'
import { readEvents } from '#store/desk/events.ts'
import { closeFlags } from '#store/desk/flags.ts'
import { askPublish } from '#store/work.ts'
import { assertAllowed } from '../desk.ts'
import { take } from '../entry.ts'
import type { PublisherDesk } from './go-live.ts'
import { readLiveEdition } from '../desk/live-edition.ts'
import { writePublicRecord } from './public-record.ts'
import { withdrawalRequested } from '../desk/withdrawal.ts'
import { settleWords } from '../watch/settle-words.ts'

/**
 * Carries out a confirmed withdrawal and writes its public change, with the note written for readers, never
 * with the reason, which is internal.
 * @param head the head as read in this transaction.
 */
export async function withdraw(desk: PublisherDesk, head: Head): Promise<{ head: Head; change: Change }> {
  const { req, clock } = desk
  const at = clock.now()
  assertAllowed(PUBLISHER, { action: 'withdraw' }, head)
  if (!head.live) throw new Error(`Nothing of ${head.entry} is live.`)
  const live = await readLiveEdition(req, head.live)
  const asked = withdrawalRequested(await readEvents(req, head.entry))
  const change = await writePublicRecord(desk, head, {
    before: live,
    after: null,
    kind: 'withdrawn',
    // It may have been requested before texts had one stored form.
    note: cleaned(textOf(asked?.details.changeNote)) || null,
    effectiveOn: null,
    corrects: null,
  })
  const moved = await take(
    { ...desk, actor: PUBLISHER },
    {
      head,
      action: 'withdraw',
      edition: head.live.hash,
      details: { seq: change.seq, change: changeHash(change) },
    },
  )
  await closeFlags(req, head.entry, { how: 'withdrawn', at, by: PUBLISHER.name })
  await settleWords(desk, live, 'withdrawn')
  await askPublish(req, { entry: head.entry, by: PUBLISHER.name, at })
  return { head: moved, change }
}
