import { confirmedOn, unconfirmedSince } from '#domain/desk/checked-day.ts'
import { assignmentOf, isLateTask, whyNotTheirs } from '#domain/desk/assignees.ts'
import { authorsOf } from '#domain/desk/authors.ts'
import { awayUntil } from '#domain/desk/away.ts'
import { isSameId, withPortableIds } from '#domain/portable-ids.ts'
import { WORKING_COPIES_OF } from '#domain/content/collections.ts'
import type { Reviewed } from '#domain/content/content.ts'
import { claimName, claimNames, type ClaimNames } from '#domain/content/claim-names.ts'
import { coverageOf, submissionProblems, type ClaimCoverage, type Problem } from '#domain/content/coverage.ts'
import { saysTheSame, thaw, type Edition } from '#domain/content/editions.ts'
import { noticesOf } from '#domain/content/notices.ts'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
import { isOverdue } from '#domain/content/freshness.ts'
import { loneDecisionsOf } from '#domain/desk/lone-decisions.ts'
import { deskState, dueOn, liveVerifiedOn, type Head } from '#domain/desk/heads.ts'
import type { LegalDate } from '#domain/dates.ts'
import { isStructureKind } from '#domain/keys.ts'
import { pathOf } from '#domain/publish/printed-on.ts'
import { isAbout } from '#domain/desk/publish-problems.ts'
import { mayEdit } from '#domain/desk/actors.ts'
import { shownAsks } from '#domain/desk/experts.ts'
import { maySettle } from '#domain/desk/rules/threads.ts'
import { sharedChangesOf } from '#domain/desk/shared-changes.ts'
import { shownThreads, threadsOf } from '#domain/desk/threads.ts'
import { sourcesOf } from '#domain/content/shared-parts.ts'
import { textOf } from '#domain/values.ts'
import { env } from '#lib/env.ts'
import { readPublishingState } from '#lib/publishing-state.ts'
import { readChangesOf } from '#store/publish/changes.ts'
import { readEdition } from '#store/desk/editions.ts'
import { readEvents } from '#store/desk/events.ts'
import { readOrBegin, readTogether } from '#store/desk/heads.ts'
import { readJurisdictions } from '#store/desk/jurisdictions.ts'
import { readGuideProblem } from '#store/publish/published.ts'
import { readOpenLawChanges } from '#store/desk/open-law-changes.ts'
import { readNewestWork } from '#store/work.ts'
import { readActors } from '#store/desk/staff.ts'
import { readLawChange } from '#store/desk/law-changes.ts'
import { readGoingTogether } from '#store/desk/together.ts'
import { readWriter } from '#store/desk/writing.ts'
import { readWorkingCopy } from '#store/desk/working-copies.ts'
import { todayOf, type Desk } from '../../desk.ts'
import type { About } from '../../entry.ts'
import { lawFlagStatuses } from '../law-flags.ts'
import { flagsOf } from './flags-of.ts'
import { openingProblems } from './opening-problems.ts'
import { frozenNow, mayNext } from './may-next.ts'
import { withdrawalRequested } from '../withdrawal.ts'

const nameOf = (event: EditorialEvent | undefined): string => event?.actor.name ?? 'Somebody'

/** Names of those who saved a revision in an edition, without duplicates, in the order of their first save. */
function authorNames(edition: Edition, { live }: Head, events: readonly EditorialEvent[]): string[] {
  const authors = authorsOf(edition, live, events)
  const names = events
    .filter(({ actor }) => authors.has(actor.id))
    .map(({ actor }) => [withPortableIds(actor.id), actor.name])
  return [...new Map(names as [string, string][]).values()]
}

/** What of those with which an edition goes live keeps it from readers; nothing where it goes by itself. */
async function othersOf(
  req: Desk['req'],
  { open }: Head,
  today: LegalDate,
): Promise<Pick<NonNullable<WorkflowStatus['open']>, 'othersReady' | 'lawChangeGone'>> {
  if (!open?.together) return { othersReady: true, lawChangeGone: false }
  if (open.state !== 'approved') return { othersReady: false, lawChangeGone: false }
  const going = await readGoingTogether(req, await readTogether(req, [open.together]), today)
  const othersReady = going.has(open.together)
  return { othersReady, lawChangeGone: !othersReady && (await readLawChange(req, open.together)) === null }
}

interface Opened {
  edition: Edition | null
  events: readonly EditorialEvent[]
  label: (claim: string) => string | null
  today: LegalDate
}

async function openOf(
  req: Desk['req'],
  head: Head,
  { edition, events, label, today }: Opened,
): Promise<WorkflowStatus['open']> {
  const { open } = head
  if (!open || !edition) return null
  const about = events.filter((event) => event.edition === open.hash)
  const submitted = about.findLast(({ action }) => action === 'submit')
  const approved = about.findLast(({ action }) => action === 'approve')
  const asked = about.findLast(({ action }) => action === 'request-changes')
  const notes = (asked?.details.notes ?? []) as { claim: string | null; text: string }[]
  return {
    ...open,
    submission: edition.submission,
    checkedOn: thaw(edition).inForceAsOf,
    submitted: { by: nameOf(submitted), at: submitted?.at ?? open.at },
    savedBy: authorNames(edition, head, events),
    shared: sharedChangesOf(open.hash, events),
    approved: approved ? { by: nameOf(approved), at: approved.at } : null,
    notes: notes.map(({ claim, text }) => ({ claim, label: claim && label(claim), text, by: nameOf(asked) })),
    editedSince: head.revision !== edition.revision,
    ...(await othersOf(req, head, today)),
  }
}

/** The public address of an entry; null if it has no page or its guide is not published. */
async function addressOf(req: Desk['req'], entry: Reviewed): Promise<string | null> {
  const places = await readJurisdictions(req)
  const place = places.find(({ key }) => key === entry.jurisdiction)
  const home = place?.guide === 'section' ? places.find(({ key }) => key === place.parent) : place
  const problem = home ? await readGuideProblem(req, home) : null
  return problem?.open === false ? null : pathOf(entry, places)
}

/** The live edition, with the day by which it must be verified. */
const liveOf = (
  head: Head,
  { due, today, structure }: { due: LegalDate | null; today: LegalDate; structure: boolean },
): WorkflowStatus['live'] =>
  head.live && (due || structure)
    ? {
        ...head.live,
        dueOn: due,
        verifiedOn: liveVerifiedOn(head),
        overdue: due !== null && isOverdue(due, today),
      }
    : null

/** A pending withdrawal, with the reason and note of its request. */
function withdrawalOf(head: Head, events: readonly EditorialEvent[]): WorkflowStatus['withdrawal'] {
  const withdrawing = withdrawalRequested(events)
  return (
    head.withdrawal && {
      ...head.withdrawal,
      byName: nameOf(withdrawing),
      reason: textOf(withdrawing?.details.reason),
      changeNote: textOf(withdrawing?.details.changeNote) || null,
    }
  )
}

/** An entry's public changes, newest first. */
const publicChangesOf = async (req: Desk['req'], entry: string): Promise<WorkflowStatus['changes']> =>
  (await readChangesOf(req, entry)).reverse().map(({ seq, kind, note, at }) => ({ seq, kind, note, at }))

const underWay = ({
  state,
  step,
  done,
  total,
  problem,
  askedAt,
  endedAt,
  notBefore,
}: NonNullable<WorkflowStatus['publishing']>): NonNullable<WorkflowStatus['publishing']> => ({
  state,
  step,
  done,
  total,
  problem,
  askedAt,
  endedAt,
  notBefore,
})

/** Why readers do not have what is live of an entry; null if they have it. */
const problemOf = async (entry: string): Promise<WorkflowStatus['notPublished']> =>
  (await readPublishingState(env().dataDir))?.problems.find(({ about }) => isAbout(about, entry)) ?? null

/** Whose task an entry is, and whose it may become. */
async function tasksOf(
  req: Desk['req'],
  { head, events, today }: { head: Head; events: readonly EditorialEvent[]; today: LegalDate },
): Promise<Pick<WorkflowStatus, 'assigned' | 'colleagues'>> {
  const staff = await readActors(req)
  const { assigned } = head
  const theirs = staff.find(({ id }) => isSameId(id, assigned?.to ?? null))
  return {
    assigned: assigned && {
      ...assigned,
      name: (theirs?.name ?? textOf(assignmentOf(events)?.details.name)) || 'somebody whose account is gone',
      why: theirs ? whyNotTheirs(theirs, head, events) : 'The account of whoever had it is gone.',
      late: isLateTask(assigned.due, today),
      awayUntil: theirs ? awayUntil(theirs.away, today) : null,
    },
    colleagues: staff
      .filter(({ roles }) => roles.length > 0)
      .map((each) => ({
        id: each.id,
        name: each.name,
        why: whyNotTheirs(each, head, events),
        awayUntil: awayUntil(each.away, today),
      })),
  }
}

/** What keeps a working copy from being submitted. */
const problemsOf = async (
  desk: Desk,
  { entry, guide, uncheckedCopy }: Awaited<ReturnType<typeof readWorkingCopy>>,
  live: Edition | null,
): Promise<Problem[]> => [
  ...submissionProblems(entry, guide, { uncheckedCopy }),
  ...(await openingProblems(desk, entry, live)),
]

const shownClaim = ({ id, label, sources, covered }: ClaimCoverage): WorkflowStatus['claims'][number] => ({
  id,
  label,
  sources,
  covered,
})

/** What colleagues and experts outside said of an entry. */
const talkOf = (
  { actor, clock }: Desk,
  head: Head,
  { events, names }: { events: readonly EditorialEvent[]; names: ClaimNames },
): Pick<WorkflowStatus, 'threads' | 'experts' | 'mayAskExperts'> => ({
  threads: shownThreads(threadsOf(events), names, (thread) => maySettle(actor, head, thread)),
  experts: shownAsks(events, head, clock.now()),
  mayAskExperts: mayEdit(actor) && !isStructureKind(head.kind),
})

/** An entry's status, and what this actor may do with it next. */
export async function workflowStatusOf(desk: Desk, { kind, id }: About): Promise<WorkflowStatus> {
  const [{ req, actor }, today] = [desk, todayOf(desk)]
  const copy = await readWorkingCopy(req, kind, id)
  const { entry, guide } = copy
  const structure = isStructureKind(kind)
  const head = await readOrBegin(req, entry.key, kind)
  const events = await readEvents(req, entry.key)
  const open = head.open && (await readEdition(req, head.open.hash))
  const live = head.live && (await readEdition(req, head.live.hash))
  const problems = await problemsOf(desk, copy, live)
  const working = frozenNow(entry, head, today)
  const can = mayNext(actor, { head, events, working, open, live, problems, today })
  const sources = live ? sourcesOf(thaw(live)) : []
  const alone = head.secondReviewDue ? loneDecisionsOf(events) : []
  const claims = coverageOf(entry, guide)
  const names = claimNames(entry)
  const before = [open, live].map((edition) => claimNames(edition && thaw(edition)))
  const label = (claim: string): string => claimName(claim, names, before)
  const changes = (await readOpenLawChanges(req, desk.timeZone, { entry: entry.key })).get(entry.key)
  const due = dueOn(head, changes)
  const publishing = await readNewestWork(req, 'publish', entry.key)
  const writer = await readWriter(req, WORKING_COPIES_OF[kind], id, desk.clock.now())
  return {
    key: entry.key,
    structure,
    // Also detects a change to a body, instrument or source that the entry prints.
    state:
      deskState(head) === 'live' && head.live && !saysTheSame(working, head.live)
        ? 'edited'
        : deskState(head),
    revision: head.revision,
    today,
    live: liveOf(head, { due, today, structure }),
    open: await openOf(req, head, { edition: open, events, label, today }),
    fix: head.fix,
    withdrawal: withdrawalOf(head, events),
    secondReviewDue: head.secondReviewDue,
    ...(await tasksOf(req, { head, events, today })),
    alone,
    everLive: head.lastSeq !== null,
    confirmedOn: confirmedOn(head, events),
    unconfirmedSince: unconfirmedSince(head, today),
    can,
    claims: claims.map(shownClaim),
    notices: noticesOf(entry, guide),
    sources: sources.map(({ key, title, url }) => ({ key, title, url })),
    ...talkOf(desk, head, { events, names }),
    flags: await flagsOf(req, entry, label),
    lawFlags: await lawFlagStatuses(desk, head, events, label),
    changes: await publicChangesOf(req, entry.key),
    publishing: publishing && underWay(publishing),
    writing:
      writer && `user:${writer.id}` !== actor.id ? { by: writer.name ?? 'Somebody', at: writer.at } : null,
    url: live ? await addressOf(req, thaw(live)) : null,
    notPublished: await problemOf(entry.key),
  }
}
