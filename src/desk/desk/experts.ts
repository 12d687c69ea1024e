import { endOfDay } from '#domain/dates.ts'
import {
  expertActor,
  expertAsks,
  EXPERT_DAYS,
  type ExpertAsk,
  type ExpertDetails,
  type ExpertVerdict,
} from '#domain/desk/experts.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
import type { Head } from '#domain/desk/heads.ts'
import type { Clock } from '#lib/clock.ts'
import { readEdition } from '#store/desk/editions.ts'
import { readEvents } from '#store/desk/events.ts'
import { deleteExpertLink, findExpertLink, issueExpertLink } from '#store/desk/expert-links.ts'
import { readHead } from '#store/desk/heads.ts'
import type { StoreRequest } from '#store/rows.ts'
import { assertAllowed, type Desk } from '../desk.ts'
import { openEntry, record, type About } from '../entry.ts'

const DAY = 86_400_000

interface Asked extends About {
  /** The edition that the expert is to look at. */
  hash: string
  name: string
  question: string
  /** For how many days the link works: to the end of the last one. */
  days?: number
}

/**
 * Asks somebody outside about one edition. @returns the token of the link: it is shown once, and only its hash is kept.
 */
export async function askExpert(
  desk: Desk,
  { hash, name, question, days = EXPERT_DAYS.usual, ...about }: Asked,
): Promise<string> {
  const { req, actor, clock, timeZone } = desk
  const { head, events } = await openEntry(req, about)
  const edition = await readEdition(req, hash)
  assertAllowed(actor, { action: 'ask-expert', hash, name, question }, head, edition, events)
  // Whoever reads “until 7 December” answers on that evening.
  const until = endOfDay(timeZone, new Date(clock.now().getTime() + days * DAY))
  const details = {
    name: name.trim(),
    question: question.trim(),
    n: edition?.n ?? 0,
    until: until.toISOString(),
  } satisfies ExpertDetails['ask-expert']
  const after = await record(desk, { head, action: 'ask-expert', edition: edition?.hash ?? null, details })
  return issueExpertLink(req, { entry: after.entry, ask: after.chain.n, until })
}

/** Ends a link before its time. */
export async function endExpert(desk: Desk, { ask, ...about }: About & { ask: number }): Promise<Head> {
  const { req, actor, clock } = desk
  const { head, events } = await openEntry(req, about)
  assertAllowed(actor, { action: 'end-expert', ask, now: clock.now() }, head, null, events)
  const details = { ask } satisfies ExpertDetails['end-expert']
  const after = await record(desk, { head, action: 'end-expert', details })
  await deleteExpertLink(req, { entry: head.entry, ask })
  return after
}

/** What a link leads to. */
export interface Opened {
  head: Head
  ask: ExpertAsk
  /** All events of the entry. */
  events: EditorialEvent[]
}

/** What a link leads to; null for one that is unknown, ended, or whose time is long over. */
export async function openedByExpert(req: StoreRequest, token: string): Promise<Opened | null> {
  const link = await findExpertLink(req, token)
  if (!link) return null
  const [head, events] = [await readHead(req, link.entry), await readEvents(req, link.entry)]
  const ask = expertAsks(events).find(({ n }) => n === link.ask)
  return head && ask ? { head, ask, events } : null
}

/**
 * Records what an expert answers, bound to the edition that they were shown. It counts for nobody's review.
 * @returns null for a link that leads nowhere.
 * @throws {Refused} if the answer comes too late.
 */
export async function answerAsExpert(
  { req, clock, timeZone }: { req: StoreRequest; clock: Clock; timeZone: string },
  { token, name, verdict, because }: { token: string; name: string; verdict: ExpertVerdict; because: string },
): Promise<Head | null> {
  const opened = await openedByExpert(req, token)
  if (!opened) return null
  const { head, ask, events } = opened
  const desk: Desk = { req, clock, timeZone, actor: expertActor(ask, name.trim()) }
  const request = { action: 'expert-answer', ask: ask.n, now: clock.now(), verdict, because } as const
  assertAllowed(desk.actor, request, head, null, events)
  const details = { ask: ask.n, verdict, because: because.trim() } satisfies ExpertDetails['expert-answer']
  return record(desk, { head, action: 'expert-answer', edition: ask.edition, details })
}
