import { mayAdminister } from '#domain/desk/actors.ts'
import { asks, no, type Refusal } from '#domain/desk/decision.ts'
import { PUBLISHING_CHAIN, type Hold } from '#domain/desk/hold.ts'
import { carriedOver, revivedWords, type Revived } from '#domain/publish/roll-back.ts'
import { cleaned } from '#domain/text-rules.ts'
import { PublishedForms } from '#lib/published-forms.ts'
import { currentName, releasesOnDisk, sequenceOf } from '#lib/release-names.ts'
import { appendEvent } from '#store/desk/chains.ts'
import { readPublishingEnd } from '#store/desk/hold.ts'
import { NothingToCompare, readRevived } from '#store/publish/held.ts'
import { releaseTimeOf } from '#store/publish/releases.ts'
import type { StoreRequest } from '#store/rows.ts'
import { askPublish } from '#store/work.ts'
import { Refused, type Desk } from '../desk.ts'

export interface RollBackRequest {
  /** Number of an earlier release; null for the one before the current one. */
  to: number | null
  reason: string
  /** Whether what must not come back is carried over as it is today. */
  carryOver: boolean
  /** Number of the last event of publishing that the person saw; null where nobody looked. */
  seen?: number | null
}

/** At most this many characters of a reason are kept. */
const MOST_REASON = 2_000

const refuse = (refusal: Refusal): never => {
  throw new Refused(refusal)
}

/** @throws {Refused} for anyone but administrators. */
export function assertAdministers({ actor }: Pick<Desk, 'actor'>, what: string): void {
  if (!mayAdminister(actor)) refuse(no('role', `Only administrators ${what}.`))
}

/** @returns the reason as it is kept. @throws {Refused} */
function allowed(desk: Desk, reason: string, what: string): string {
  assertAdministers(desk, what)
  const kept = cleaned(reason).trim()
  if (kept === '') refuse(asks('reason', 'Give a reason: it stands in the record.', 'Give a reason.'))
  if (kept.length > MOST_REASON)
    refuse(asks('reason', `The reason may have ${MOST_REASON} characters at most.`, 'Shorten the reason.'))
  return kept
}

const STALE =
  'Somebody else rolled back or resumed publishing meanwhile. Reload, and look at what readers see now.'

/** The name of the release to give back to readers. @throws {Refused} */
export async function releaseToGiveBack(
  dataDir: string,
  to: number | null,
  hold: Pick<Hold, 'release' | 'sequence'> | null,
): Promise<string> {
  const current = sequenceOf((await currentName(dataDir)) ?? '')
  const earlier = (await releasesOnDisk(dataDir)).filter((name) => sequenceOf(name) < current)
  const there = earlier.map(sequenceOf).slice(0, 20).join(', ')
  if (to === null && hold)
    refuse(
      no(
        'state',
        `Readers were already given back release ${hold.sequence}. Name the release that you want instead.`,
      ),
    )
  const found = to === null ? earlier[0] : earlier.find((name) => sequenceOf(name) === to)
  if (hold && found === hold.release)
    refuse(no('state', `Readers were already given back release ${hold.sequence}.`))
  return (
    found ??
    refuse(
      no(
        'state',
        earlier.length === 0
          ? 'There is no earlier release on this disk.'
          : `Release ${to} is no earlier release on this disk. There are: ${there}.`,
      ),
    )
  )
}

/** What a rollback to a release would bring back. @throws {Refused} where it cannot be compared. */
export async function revivedByRelease(
  req: StoreRequest,
  dataDir: string,
  release: string,
): Promise<Revived[]> {
  try {
    return await readRevived(req, {
      release,
      at: await releaseTimeOf(req, release),
      before: new PublishedForms(dataDir, release),
      forms: new PublishedForms(dataDir),
    })
  } catch (error) {
    if (error instanceof NothingToCompare) return refuse(no('state', error.message))
    throw error
  }
}

/** Records a decision about publishing, and has the worker carry it out. */
async function record(
  { req, actor, clock }: Desk,
  action: 'roll-back' | 'resume',
  details: Record<string, unknown>,
): Promise<void> {
  const at = clock.now()
  await appendEvent(req, 'shared-events', { chain: PUBLISHING_CHAIN, actor, at, action, details })
  await askPublish(req, { entry: null, by: actor.name, at })
}

/**
 * Gives readers an earlier release back and holds publishing, until an administrator resumes it. The fact is
 * recorded; the worker makes the release, and completes it after a kill.
 * @throws {Refused} naming what must not come back, unless it is carried over.
 */
export async function rollBack(
  desk: Desk & { dataDir: string },
  { to, reason, carryOver, seen = null }: RollBackRequest,
): Promise<{ release: string; carried: string[] }> {
  const { req, dataDir } = desk
  const kept = allowed(desk, reason, 'roll back')
  const { n, hold } = await readPublishingEnd(req)
  if (seen !== null && seen !== n) refuse(no('stale', STALE))
  const release = await releaseToGiveBack(dataDir, to, hold)
  const revived = await revivedByRelease(req, dataDir, release)
  if (revived.length > 0 && !carryOver)
    refuse(
      no(
        'state',
        `Release ${sequenceOf(release)} cannot be given back as it is. ${revived.map(revivedWords).join('. ')}. Carry these over to give back the rest: readers then see them as they are today.`,
      ),
    )
  const carried = carriedOver(revived)
  await record(desk, 'roll-back', { release, sequence: sequenceOf(release), reason: kept, carried })
  return { release, carried }
}

/** Ends the hold: what is live is published again. @throws {Refused} */
export async function resumePublishing(
  desk: Desk,
  { reason, seen = null }: { reason: string; seen?: number | null },
): Promise<void> {
  const { req } = desk
  const kept = allowed(desk, reason, 'resume publishing')
  const { n, hold } = await readPublishingEnd(req)
  if (seen !== null && seen !== n) refuse(no('stale', STALE))
  if (!hold) return refuse(no('state', 'Publishing is not held.'))
  await record(desk, 'resume', { reason: kept, release: hold.release })
}
