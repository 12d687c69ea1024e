import { mayReview } from '#domain/desk/actors.ts'
import type { Flag } from '#domain/desk/flags.ts'
import type { Head } from '#domain/desk/heads.ts'
import { closeFlag, flagKey, openFlag, readFlags } from '#store/desk/flags.ts'
import { readHead } from '#store/desk/heads.ts'
import { entriesNear } from '#store/desk/impact.ts'
import { putLawChangeState, readLawChange } from '#store/desk/law-changes.ts'
import { Refused, type Desk } from '../desk.ts'
import { take } from '../entry.ts'
import { decideFlagging } from './flag-law-change.ts'

interface LeftOut {
  /** Keys of the entries. */
  entries: readonly string[]
  /** Why the law change does not concern them; kept in the record of each. */
  reason: string
}

const refused = (message: string, because: 'state' | 'role' | 'stale' | 'content' = 'state'): Refused =>
  new Refused({ allowed: false, because, message })

/** The newest flag of each entry; that of a deleted working copy does not count. */
const newestOf = (flags: readonly Flag[]): Map<string, Flag> =>
  new Map(flags.filter(({ how }) => how !== 'deleted').map((flag) => [flag.entry, flag]))

/** @throws {Refused} unless this person may leave this entry out now. */
function assertMayLeaveOut({ actor }: Desk, head: Head, flag: Flag | undefined): void {
  if (flag && flag.closedAt !== null)
    throw refused(
      flag.how === 'left-out'
        ? `“${head.entry}” was left out already.`
        : `“${head.entry}” is settled already: its record says how.`,
      'stale',
    )
  // A flag that is up is settled by two people, whichever way.
  if (flag && !mayReview(actor))
    throw refused(
      `“${head.entry}” is flagged already. A reviewer leaves out what is flagged: ask one, or answer for its claims.`,
      'role',
    )
}

async function leaveOutOne(
  desk: Desk,
  { id, title, reason }: { id: string; title: string; reason: string },
  head: Head,
  flag: Flag | undefined,
): Promise<void> {
  const { req, actor, clock } = desk
  assertMayLeaveOut(desk, head, flag)
  const at = clock.now()
  const raised = { kind: 'law-change', entry: head.entry, about: id, at } as const
  if (!flag)
    await openFlag(req, { ...raised, detail: title, claims: [], liveN: head.live?.n ?? null, by: actor.name })
  await closeFlag(req, flag?.key ?? flagKey(raised), { how: 'left-out', at, by: actor.name, note: reason })
  await take(desk, {
    head,
    action: 'flag',
    // An edition that was to go live with the others is sent back: it was written for this law change.
    edition: head.open?.together === id ? head.open.hash : null,
    details: { lawChange: id, title, claims: flag?.claims ?? [], leftOut: reason },
  })
}

/**
 * Leaves entries out of a law change, all of them or none: it does not concern them. Before they are flagged, anyone
 * who may flag them may leave them out; after that, a reviewer.
 */
export async function leaveOut(desk: Desk, id: string, { entries, reason }: LeftOut): Promise<void> {
  const { req, actor } = desk
  const decision = decideFlagging(actor)
  if (!decision.allowed) throw new Refused(decision)
  const why = reason.trim()
  if (!why)
    throw refused(
      'Say why this law change does not concern them: “They cite the offence, not its penalty”.',
      'content',
    )
  const change = await readLawChange(req, id)
  if (!change) throw refused('This law change is not there any more.')
  const near = await entriesNear(req, change.instrument, change.provisions)
  const flags = newestOf(await readFlags(req, { kind: 'law-change', about: id }))
  for (const entry of new Set(entries)) {
    const head = await readHead(req, entry)
    if (!head || !(flags.has(entry) || near.some((each) => each.entry === entry)))
      throw refused(`“${entry}” does not rest on this instrument any more. Reload the law change.`, 'stale')
    await leaveOutOne(desk, { id, title: change.title, reason: why }, head, flags.get(entry))
  }
  const now = newestOf(await readFlags(req, { kind: 'law-change', about: id }))
  const undecided = near.some(({ entry, reach }) => reach !== 'apart' && !now.has(entry))
  const flagged = [...now.values()].some(({ how }) => how !== 'left-out')
  // With nothing flagged, it is settled once somebody has decided on everything that it may concern.
  if (!flagged) await putLawChangeState(req, id, undecided ? 'recorded' : 'settled')
}
