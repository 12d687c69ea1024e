import type { PayloadRequest } from 'payload'
import { dayIn } from '#domain/dates.ts'
import { asksOf, assignmentOf, taskAfterRoles } from '#domain/desk/assignees.ts'
import { awayUntil } from '#domain/desk/away.ts'
import { concerning } from '#domain/desk/keepers.ts'
import { sha256 } from '#domain/hash.ts'
import { GROUP_OF, mailTime, QUIET, type Notice, type NoticeKind } from '#domain/mail/notices.ts'
import { toldOfNobodys } from '#domain/mail/told-of-roles.ts'
import { concernsKeepers, settledBy, toldOf } from '#domain/mail/told-of.ts'
import { hasId, isSameId } from '#domain/portable-ids.ts'
import type { Work } from '#domain/work.ts'
import { readEvents } from '#store/desk/events.ts'
import { readFlag, readFlags } from '#store/desk/flags.ts'
import { readHead, readHeads } from '#store/desk/heads.ts'
import { readKeepers } from '#store/desk/keepers.ts'
import { putNotices, putOffMail, readWaiting, settleNotices, type Pointless } from '#store/mail/notices.ts'
import { readTold, type ToldPerson } from '#store/mail/told-people.ts'
import { tellingOf, type OfRoles, type Telling } from '#store/tell.ts'
import { readConcerned } from '#store/watch/concerned.ts'
import type { Context } from '../../context.ts'
import type { Answer } from '../../jobs/note.ts'

/** What is written of one event, flag or change of roles. */
interface Found {
  notices: Notice[]
  settled?: Pointless[]
}

interface About {
  kind: NoticeKind
  entry: string
  flag: string
  /** Tells this occasion from all others of the kind. */
  occasion: string
  at: string
}

const noticeOf = ({ id, settings }: ToldPerson, about: About, now: Date): Notice => {
  const { occasion, ...rest } = about
  const mail = settings[GROUP_OF[about.kind]]
  return {
    ...rest,
    key: `${about.kind}/${occasion}/${id}`,
    person: id,
    readAt: null,
    mail,
    mailAt: mail === 'soon' ? new Date(now.getTime() + QUIET).toISOString() : null,
    mailKey: null,
  }
}

async function ofEvent(
  { payload, clock, env }: Context,
  { entry, n }: { entry: string; n: number },
): Promise<Found> {
  const req = { payload }
  const [head, events] = [await readHead(req, entry), await readEvents(req, entry)]
  const event = events.find((each) => each.n === n)
  if (!head || !event) return { notices: [] }
  const today = dayIn(env.siteTimeZone, clock.now())
  const staff = (await readTold(req)).map((each) => ({
    ...each,
    absent: awayUntil(each.away, today) !== null,
  }))
  const kept = concernsKeepers(event.action) ? [concerning([entry])] : []
  const [keepers = []] = await readKeepers(req, kept, { today })
  const now = clock.now()
  const notices = toldOf({
    event,
    events,
    head,
    keepers,
    staff: staff.map(({ id, roles, absent, away }) => ({ id, roles, away: absent, deputy: away.deputy })),
  }).flatMap(({ kind, people }) =>
    staff
      .filter(({ id }) => people.includes(id))
      .map((person) =>
        noticeOf(person, { kind, entry, flag: '', occasion: `${entry}#${n}`, at: event.at }, now),
      ),
  )
  const flags = await readFlags(req, { entry, kind: 'law-change', open: true })
  const kinds = settledBy(event, events, flags.length > 0)
  return { notices, settled: [{ entry, kinds, before: event.at }] }
}

async function ofFlag({ payload, clock, env }: Context, key: string): Promise<Found> {
  const req = { payload }
  const flag = await readFlag(req, key)
  if (!flag) return { notices: [] }
  // Nobody has to look at what somebody else has settled.
  if (flag.closedAt !== null) return { notices: [], settled: [{ flag: key }] }
  const today = dayIn(env.siteTimeZone, clock.now())
  const [keepers = []] = await readKeepers(req, await readConcerned(req, [flag]), { today })
  const kind = flag.kind === 'reported' ? 'reported' : 'source'
  const about = { kind, entry: flag.entry, flag: key, occasion: sha256(key), at: flag.at } as const
  const mine = (await readTold(req)).filter(({ id }) => hasId(keepers, id))
  return { notices: mine.map((person) => noticeOf(person, about, clock.now())) }
}

/** Of each task of a person with other roles: whether it is nobody's any more, or theirs again. */
async function ofRoles(
  { payload, clock }: Context,
  { person, ...roles }: OfRoles,
  at: string,
): Promise<Found> {
  const [req, now] = [{ payload }, clock.now()]
  const staff = await readTold(req)
  const byNow = staff.find(({ id }) => isSameId(id, person))?.roles ?? []
  const notices: Notice[] = []
  const settled: NonNullable<Found['settled']> = []
  for (const head of await readHeads(req, { assignedTo: { equals: person } })) {
    const { entry } = head
    const became = taskAfterRoles(asksOf(head), roles, byNow)
    if (became === 'back') settled.push({ entry, kinds: ['unassigned'], before: at })
    if (became !== 'left') continue
    const events = await readEvents(req, entry)
    const occasion = `${entry}#${assignmentOf(events)?.n ?? 0}@${at}`
    const about = { kind: 'unassigned', entry, flag: '', occasion, at } as const
    notices.push(...toldOfNobodys({ head, events }, staff).map((each) => noticeOf(each, about, now)))
  }
  return { notices, settled }
}

async function write(req: PayloadRequest, { notices, settled = [] }: Found, now: Date): Promise<void> {
  for (const each of settled) await settleNotices(req, each, now)
  await putNotices(req, notices)
  const soon = notices.filter(({ mail }) => mail === 'soon')
  for (const person of new Set(soon.map((notice) => notice.person))) {
    const [first] = await readWaiting(req, person)
    if (first) await putOffMail(req, person, mailTime(first.at, now))
  }
}

const foundOf = (context: Context, telling: Telling, at: string): Promise<Found> =>
  'flag' in telling
    ? ofFlag(context, telling.flag)
    : 'person' in telling
      ? ofRoles(context, telling, at)
      : ofEvent(context, telling)

/** Tells those whom an event, a flag or a change of roles concerns: one row for each, which the bell shows and a mail tells of. */
export async function tell(context: Context, request: Work): Promise<Answer> {
  const telling = tellingOf(request)
  if (!telling) return { note: { problem: 'It cannot be read.' } }
  const found = await foundOf(context, telling, request.askedAt)
  return { write: (req) => write(req, found, context.clock.now()) }
}
