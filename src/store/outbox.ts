import { randomInt } from 'node:crypto'
import { sql } from '@payloadcms/db-sqlite'
import type { Payload, PayloadRequest } from 'payload'
import {
  MAIL_STATES,
  messageIdOf,
  type Mail,
  type MailKind,
  type MailState,
  type NewMail,
} from '#domain/mails.ts'
import {
  insertMissing,
  updateHeld,
  writerOf,
  type Documents,
  type Embedded,
  type HeldChange,
} from './bulk.ts'
import { findRow, findRows, type StoreRequest } from './rows.ts'
import { inTransaction } from './transaction.ts'

/** A mail as it stands in the outbox. */
export interface StoredMail extends Mail {
  id: string
  /** Without angle brackets. */
  messageId: string
}

type MailRow = Omit<StoredMail, 'args' | 'id'> & { id?: string; _id?: unknown; args: string }

/** Rows come with names of columns from the embedded database, and of fields from MongoDB. */
const camel = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
      value,
    ]),
  )

function toMail(row: MailRow): StoredMail {
  return {
    id: String(row.id ?? row._id),
    key: row.key,
    kind: row.kind,
    recipient: row.recipient,
    run: row.run ?? null,
    args: JSON.parse(row.args) as Mail['args'],
    messageId: row.messageId,
    state: row.state,
    priority: Number(row.priority),
    tries: Number(row.tries),
    createdAt: row.createdAt,
    notBefore: row.notBefore,
    until: row.until ?? null,
    token: Number(row.token),
    attemptedAt: row.attemptedAt ?? null,
    endedAt: row.endedAt ?? null,
    answer: row.answer ?? null,
  }
}

/**
 * Puts mails into the outbox; one whose key is there already is left as it is.
 * @param host name of the site, which Message-IDs end with.
 * @throws {TypeError} on the embedded database outside a transaction.
 */
export const putMails = (
  req: StoreRequest,
  mails: readonly NewMail[],
  { at, host }: { at: Date; host: string },
): Promise<void> =>
  insertMissing(
    req,
    'outbox',
    mails.map(({ key, kind, recipient, run, args, priority, notBefore }) => ({
      key,
      kind,
      recipient,
      run,
      args: JSON.stringify(args),
      messageId: messageIdOf(key, host),
      state: 'pending' satisfies MailState,
      priority,
      tries: 0,
      createdAt: at.toISOString(),
      notBefore,
      until: null,
      token: 0,
      attemptedAt: null,
      endedAt: null,
      answer: null,
    })),
  )

/** Which of these keys have a mail already. */
export async function whichAreThere(req: StoreRequest, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await findRows<{ key: string }>(req, 'outbox', { key: { in: [...keys] } }, 'key')
  return new Set(rows.map(({ key }) => key))
}

/** A request of its own, for what is written beside everything else. */
const alone = (payload: Payload): PayloadRequest => ({ payload, context: {} }) as unknown as PayloadRequest

/** Writes inside a transaction where the database has one writer; elsewhere each row is a write of its own. */
function writing<T>(payload: Payload, work: (req: StoreRequest) => Promise<T>): Promise<T> {
  const req = alone(payload)
  return payload.db.name === 'mongoose' ? work(req) : inTransaction(req, () => work(req))
}

interface Claim {
  now: Date
  /** How long they are held, in milliseconds: whoever holds them says before then that he still does. */
  lease: number
  limit: number
  /** Mails of this kind are left where they are. */
  except?: MailKind | null
}

/**
 * Claims mails to be sent, the most urgent first: those that are due, those left behind by whoever held them before
 * anything was handed over, and those of which nobody knows whether they arrived, once they have rested.
 * @returns none where another was quicker, too.
 */
export async function claimMails(payload: Payload, claim: Claim): Promise<StoredMail[]> {
  const rows =
    payload.db.name === 'mongoose' ? await claimDocuments(payload, claim) : await claimRows(payload, claim)
  return rows
    .map(toMail)
    .sort(
      (a, b) =>
        a.priority - b.priority || (a.notBefore < b.notBefore ? -1 : a.notBefore > b.notBefore ? 1 : 0),
    )
}

async function claimRows(payload: Payload, { now, lease, limit, except }: Claim): Promise<MailRow[]> {
  const at = now.toISOString()
  const until = new Date(now.getTime() + lease).toISOString()
  const due = (state: MailState, when: ReturnType<typeof sql>) => sql`
    select * from (select id, priority, not_before from outbox
      where state = ${state} and ${when} ${except ? sql`and kind <> ${except}` : sql``}
      order by priority, not_before limit ${limit})`
  const all = sql`
    ${due('pending', sql`not_before <= ${at}`)} union all
    ${due('sending', sql`until <= ${at}`)} union all
    ${due('unknown', sql`ended_at is null and not_before <= ${at}`)}`
  // Looked for twice a second, and seldom there: reading keeps nobody from writing.
  const { drizzle } = payload.db as unknown as { drizzle: { all(query: unknown): Promise<unknown[]> } }
  if ((await drizzle.all(sql`${all} limit 1`)).length === 0) return []
  return writing(payload, async (req) => {
    const db = await writerOf(req)
    const rows = await db.all<Record<string, unknown>>(sql`
      update outbox set state = 'sending', until = ${until}, token = token + 1
      where id in (select id from (${all}) order by priority, not_before limit ${limit}) returning *`)
    return rows.map((row) => camel(row) as unknown as MailRow)
  })
}

/** Others claim at the same time: how often somebody who got nothing looks again. */
const LOOKS = 5

async function claimDocuments(payload: Payload, claim: Claim): Promise<MailRow[]> {
  for (let look = 0; look < LOOKS; look += 1) {
    const rows = await claimDocumentsOnce(payload, claim)
    if (rows === null) return []
    if (rows.length > 0) return rows
  }
  return []
}

/** @returns null where there is nothing to claim; none where others were quicker. */
async function claimDocumentsOnce(
  payload: Payload,
  { now, lease, limit, except }: Claim,
): Promise<MailRow[] | null> {
  const documents = (payload.db as unknown as Documents).collections.outbox
  if (!documents) return null
  const at = now.toISOString()
  const due = [
    { state: 'pending', notBefore: { $lte: at } },
    { state: 'sending', until: { $lte: at } },
    { state: 'unknown', endedAt: null, notBefore: { $lte: at } },
  ]
  const lists = await Promise.all(
    due.map((filter) =>
      documents
        .find(except ? { ...filter, kind: { $ne: except } } : filter, { priority: 1, notBefore: 1, token: 1 })
        .sort({ priority: 1, notBefore: 1 })
        .limit(limit)
        .lean(),
    ),
  )
  const rank = (row: Record<string, unknown>): string => `${String(row.priority)} ${String(row.notBefore)}`
  const candidates = lists
    .flat()
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
    .slice(0, limit)
  if (candidates.length === 0) return null
  // One token for all of them, which is greater than each had and which no other claim has: so what it got can be read.
  const token = Math.max(...candidates.map((row) => Number(row.token))) + randomInt(1, 2 ** 32)
  const ids = candidates.map(({ _id }) => _id)
  await documents.updateMany(
    { _id: { $in: ids }, token: { $lt: token }, $or: due },
    { $set: { state: 'sending', token, until: new Date(now.getTime() + lease).toISOString() } },
  )
  return (await documents.find({ _id: { $in: ids }, token }).lean()) as unknown as MailRow[]
}

/** What becomes of a mail that is held. */
export interface MailMark {
  mail: Pick<StoredMail, 'id' | 'token'>
  /** Where given, nothing happens unless it is in this state. */
  from?: MailState
  data: Partial<Pick<Mail, 'state' | 'tries' | 'notBefore' | 'until' | 'attemptedAt' | 'endedAt' | 'answer'>>
}

/** Marks mails. @returns for each whether it happened: a mail that another has claimed since is left as it is. */
export const markMails = (payload: Payload, marks: readonly MailMark[]): Promise<boolean[]> =>
  writing(payload, (req) =>
    updateHeld(
      req,
      'outbox',
      marks.map(({ mail: { id, token }, from, data }): HeldChange => ({ id, token, from, data })),
    ),
  )

/** How long a mark may wait for others, in milliseconds: what somebody waits for, and what nobody does. */
const TOGETHER = { soon: 2, sometime: 10 }

/**
 * Marks of many mails that are sent at the same time, written in groups: each write of the embedded database waits for
 * the disk. They are written in the order in which they were asked for.
 */
export class MailMarks {
  readonly #payload: Payload
  readonly #enough: number
  #waiting: { mark: MailMark; settle: (done: boolean) => void; fail: (error: unknown) => void }[] = []
  #urgent = 0
  #writing = false
  #timer: { at: number; timer: NodeJS.Timeout } | null = null

  /** @param enough how many that somebody waits for are written at once. */
  constructor(payload: Payload, enough = 1) {
    this.#payload = payload
    this.#enough = enough
  }

  /**
   * @param urgent whether something waits for it.
   * @returns false where another has claimed the mail since, or it was not in the state that was asked for.
   */
  mark(mark: MailMark, { urgent = true } = {}): Promise<boolean> {
    return new Promise((settle, fail) => {
      this.#waiting.push({ mark, settle, fail })
      if (urgent) this.#urgent += 1
      if (this.#writing) return
      if (this.#urgent >= this.#enough) this.#within(0)
      else this.#within(urgent ? TOGETHER.soon : TOGETHER.sometime)
    })
  }

  #within(milliseconds: number): void {
    const at = performance.now() + milliseconds
    if (this.#timer) {
      if (this.#timer.at <= at) return
      clearTimeout(this.#timer.timer)
    }
    this.#timer = { at, timer: setTimeout(() => void this.#write(), milliseconds) }
  }

  async #write(): Promise<void> {
    this.#timer = null
    this.#writing = true
    const group = this.#waiting.splice(0)
    this.#urgent = 0
    try {
      const done = await markMails(
        this.#payload,
        group.map(({ mark }) => mark),
      )
      group.forEach(({ settle }, index) => settle(done[index] ?? false))
    } catch (error) {
      for (const { fail } of group) fail(error)
    }
    this.#writing = false
    if (this.#urgent > 0) this.#within(this.#urgent >= this.#enough ? 0 : TOGETHER.soon)
    else if (this.#waiting.length > 0) this.#within(TOGETHER.sometime)
  }
}

/** How often what is `unknown` is sent again, at most. */
export const UNKNOWN_AGAIN = 2

/**
 * What becomes of a mail that was handed over and whose answer nobody knows: it rests and is sent again, and after so
 * many times stays as it is.
 */
export function becomesUnknown(
  { tries }: Pick<Mail, 'tries'>,
  { now, rest, answer }: { now: Date; rest: number; answer: string },
): MailMark['data'] {
  const over = tries >= UNKNOWN_AGAIN
  return {
    state: 'unknown',
    tries: tries + 1,
    until: null,
    notBefore: new Date(now.getTime() + rest).toISOString(),
    endedAt: over ? now.toISOString() : null,
    answer,
  }
}

/**
 * Mails that somebody was handing over when he ended become `unknown`.
 * @param rest milliseconds until they are sent again.
 * @returns how many.
 */
export async function settleLeftBehind(
  payload: Payload,
  { now, rest }: { now: Date; rest: number },
): Promise<number> {
  const rows = await findRows<MailRow>(
    { payload },
    'outbox',
    { and: [{ state: { equals: 'handing-over' } }, { until: { less_than_equal: now.toISOString() } }] },
    'id',
    500,
  )
  if (rows.length === 0) return 0
  const marks = rows.map(toMail).map((mail): MailMark => ({
    mail,
    from: 'handing-over',
    data: becomesUnknown(mail, {
      now,
      rest,
      answer: 'The sender ended before the mail server had answered.',
    }),
  }))
  return (await markMails(payload, marks)).filter(Boolean).length
}

/** Lets go of what was being sent when the one process that does all was ended: it need not wait for leases to end. */
export async function giveBackMails(payload: Payload, now: Date): Promise<void> {
  for (const state of ['sending', 'handing-over'] as const) {
    const rows = await findRows<MailRow>({ payload }, 'outbox', { state: { equals: state } }, 'id')
    await markMails(
      payload,
      rows.map(toMail).map((mail) => ({ mail, from: state, data: { until: now.toISOString() } })),
    )
  }
}

/** How many mails there are in each state: of one digest run, or of all. */
export async function countMails(
  { payload }: StoreRequest,
  run?: string,
): Promise<Record<MailState, number>> {
  const counts = Object.fromEntries(Object.keys(MAIL_STATES).map((state) => [state, 0])) as Record<
    MailState,
    number
  >
  if (payload.db.name === 'mongoose') {
    const found = await (payload.db as unknown as Documents).collections.outbox?.aggregate<{
      _id: MailState
      count: number
    }>([
      ...(run === undefined ? [] : [{ $match: { run } }]),
      { $group: { _id: '$state', count: { $sum: 1 } } },
    ])
    for (const { _id, count } of found ?? []) counts[_id] = count
    return counts
  }
  const found = await (payload.db as unknown as { drizzle: Embedded['sessions'][string]['db'] }).drizzle.all<{
    state: MailState
    count: number
  }>(
    sql`select state, count(*) as count from outbox ${run === undefined ? sql`` : sql`where run = ${run}`} group by 1`,
  )
  for (const { state, count } of found) counts[state] = Number(count)
  return counts
}

/** @param messageId with or without angle brackets. */
export async function findMailByMessageId(req: StoreRequest, messageId: string): Promise<StoredMail | null> {
  const row = await findRow<MailRow>(req, 'outbox', {
    messageId: { equals: messageId.trim().replace(/^<|>$/g, '') },
  })
  return row ? toMail(row) : null
}
