import type { Payload } from 'payload'
import type { BackupManifest } from '#domain/publish/backup/manifest.ts'
import { RESTORE } from '#domain/desk/actors.ts'
import { RESTORES, type RestoreAction } from '#domain/desk/restores.ts'
import { RUN_NAMES } from '#domain/mail/mailing.ts'
import type { DigestRun, RunKind } from '#domain/mail/digests.ts'
import { slotAt } from '#domain/slots.ts'
import { eraseSubscriber } from '#desk/mail/erase.ts'
import type { Clock } from '#lib/clock.ts'
import { lastDeeds, type OptOut } from '#lib/opt-outs.ts'
import { appendEvent } from '#store/desk/chains.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { claimLease, finishLease } from '#store/leases.ts'
import { newestSeq, readChangesOfKinds } from '#store/publish/changes.ts'
import { beginRun, noteRun, notifiedUpTo, readRun, readRuns } from '#store/mail/digest-runs.ts'
import { countMails } from '#store/mail/outbox/count.ts'
import { endPasswordLinks } from '#store/mail/password-links.ts'
import { mailNoneOfThese } from '#store/mail/notices.ts'
import { dropUnsent, parkMails } from '#store/mail/outbox/park.ts'
import { changeSubscriber, findSubscriber } from '#store/mail/subscribers.ts'
import type { StoreRequest } from '#store/rows.ts'
import { endLooseEnds } from '#store/transfer/loose-ends.ts'
import { outlookOf } from '../mail/digests/plan.ts'
import { changesUpTo, enterSeen, lostSince, type Seen } from './seen.ts'

/** What was decided by rule about what may have happened after the backup. */
export interface Settled {
  /** Subscribers who had left or were erased since. */
  left: number
  /** Runs of digests that wait for a decision. */
  held: string[]
  /** The release after which numbers go on. */
  after: number
  /** Changes that readers have seen, and that are lost. */
  lost: Seen['changes']
}

export interface Settling {
  payload: Payload
  clock: Clock
  timeZone: string
  manifest: BackupManifest
  /** All that is known of who has left. */
  optOuts: readonly OptOut[]
  seen: Seen
}

/** Runs of which something may be unsent. */
const LOOKED_AT = 200

async function honour(req: StoreRequest, optOuts: readonly OptOut[]): Promise<number> {
  let left = 0
  for (const { lookup, deed, at } of lastDeeds(optOuts).values()) {
    const found = deed === 'joined' ? null : await findSubscriber(req, lookup)
    if (!found) continue
    if (deed === 'erased') {
      await eraseSubscriber(req, found.id)
      left += 1
    } else if (
      await changeSubscriber(req, found.id, ['unconfirmed', 'active', 'paused'], {
        state: 'left',
        endedAt: at,
      })
    )
      left += 1
  }
  return left
}

const noteOf = ({ made }: BackupManifest): string =>
  `Restored from the backup of ${made}: some or all of these mails may have been sent after it. Send them all the same, or let them go.`

/** Holds the runs of which mails were waiting when the backup was made. */
async function holdUnsent(req: StoreRequest, manifest: BackupManifest): Promise<string[]> {
  const held: string[] = []
  for (const run of await readRuns(req, LOOKED_AT)) {
    const { pending, sending, unknown, 'handing-over': handed } = await countMails(req, run.key)
    if (pending + sending + unknown + handed === 0 && run.state !== 'planning') continue
    await parkMails(req, run.key)
    if (await noteRun(req, run, { state: 'held', note: noteOf(manifest) })) held.push(run.key)
  }
  return held
}

/** A run that may have gone out between the backup and now: it is begun, and held. */
async function holdSince(
  req: StoreRequest,
  run: Pick<DigestRun, 'key' | 'kind' | 'fromSeq' | 'toSeq'>,
  { clock, manifest }: Settling,
): Promise<string[]> {
  if (run.fromSeq >= run.toSeq || (await readRun(req, run.key))) return []
  if ((await outlookOf(req, run)).mails === 0) return []
  const begun = await beginRun(req, run, clock.now())
  await noteRun(req, begun, { state: 'held', note: noteOf(manifest) })
  return [run.key]
}

async function holdDue(req: StoreRequest, settling: Settling): Promise<string[]> {
  const { clock, timeZone } = settling
  const toSeq = await newestSeq(req)
  const held: string[] = []
  for (const kind of Object.keys(RUN_NAMES) as RunKind[]) {
    const fromSeq = await notifiedUpTo(req, kind)
    if (kind === 'at-once') {
      const pressing = await readChangesOfKinds(req, fromSeq, ['urgent', 'correction'])
      if (pressing.length > 0)
        held.push(...(await holdSince(req, { key: `at-once/${toSeq}`, kind, fromSeq, toSeq }, settling)))
    } else {
      const key = `${kind}/${slotAt(kind, timeZone, clock.now())}`
      held.push(...(await holdSince(req, { key, kind, fromSeq, toSeq }, settling)))
    }
  }
  return held
}

/** Work that mails staff once a week. */
const WEEKLY_MAILS = ['watch-mail', 'sign-of-life'] as const

/** The mails of this week may have gone out after the backup: they are not written again. */
async function holdWeekly(req: StoreRequest, { clock, timeZone }: Settling): Promise<void> {
  const now = clock.now()
  for (const name of WEEKLY_MAILS) {
    const key = `${name}/${slotAt('weekly', timeZone, now)}`
    const lease = await claimLease(req, { key, holder: RESTORE.id, now })
    if (lease) await finishLease(req, lease, now)
  }
}

/**
 * Decides by rule about all that may have happened after the backup: who has left stays away, no mail is sent twice,
 * no number that readers have seen is given again, and nobody is still signed in.
 */
export async function settle(settling: Settling): Promise<Settled> {
  const { payload, clock, manifest, optOuts, seen } = settling
  return inOwnTransaction(
    { payload },
    async (req) => {
      await endLooseEnds(req)
      await endPasswordLinks(req)
      const left = await honour(req, optOuts)
      await dropUnsent(
        req,
        `Restored from the backup of ${manifest.made}: it may have been sent.`,
        clock.now(),
      )
      await mailNoneOfThese(req)
      await holdWeekly(req, settling)
      const held = [...(await holdUnsent(req, manifest)), ...(await holdDue(req, settling))]
      const now = clock.now()
      const after = await enterSeen(req, manifest, seen, { now, timeZone: settling.timeZone })
      await appendEvent<RestoreAction>(req, 'shared-events', {
        chain: RESTORES,
        actor: RESTORE,
        at: now,
        action: 'restored',
        details: { made: manifest.made, after: manifest.changes, upTo: changesUpTo(manifest, seen) },
      })
      return { left, held, after, lost: lostSince(manifest, seen) }
    },
    { name: 'what happened after the backup', long: true },
  )
}
