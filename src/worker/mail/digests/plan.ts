import { digestKey, STALE_DAYS, type DigestRun, type Letter } from '#domain/mail/digests.ts'
import type { NewMail } from '#domain/mail/mails.ts'
import { sha256 } from '#domain/hash.ts'
import type { Cadence } from '#domain/slots.ts'
import type { Subscriber } from '#domain/mail/subscribers.ts'
import { selector, type Selection } from '#pipelines/digest/select.ts'
import { readChanges } from '#store/publish/changes.ts'
import { readWithReaders } from '#store/publish/with-readers.ts'
import { noteRun } from '#store/mail/digest-runs.ts'
import { readJurisdictions } from '#store/desk/jurisdictions.ts'
import { noteNotified, readNotified } from '#store/mail/mailed.ts'
import { countMailsOf } from '#store/mail/outbox/count.ts'
import { putMails } from '#store/mail/outbox/put.ts'
import type { StoreRequest } from '#store/rows.ts'
import { coverUpTo, leastCovered } from '#store/mail/covered.ts'
import { activeReaders } from '#store/mail/readers.ts'
import type { Context } from '../../context.ts'
import { writing } from '../../jobs/writing.ts'

/** What a run would send: how many mails, about which changes. */
export interface Outlook {
  mails: number
  letters: number
  seqs: number[]
  /** Time of the oldest change to be announced; null if there is none. */
  oldest: string | null
}

interface Selected {
  subscriber: string
  letter: Letter
}

type RunRange = Pick<DigestRun, 'kind' | 'fromSeq' | 'toSeq'>

/**
 * The cadence a run is limited to; null for at-once runs: a correction goes to everyone who got the mistake,
 * whatever their cadence.
 */
const among = ({ kind }: RunRange): Cadence | null => (kind === 'at-once' ? null : kind)

interface Page {
  /** Every subscriber considered. */
  looked: Subscriber[]
  selected: Selected[]
}

/** Selects what a run sends to whom, from the changes since the subscriber who is furthest behind. */
async function selectionOf(req: StoreRequest, run: RunRange): Promise<Selection> {
  const least = await leastCovered(req, among(run))
  return selector({
    ...run,
    changes: least === null ? [] : await readChanges(req, least),
    jurisdictions: await readJurisdictions(req),
    withReaders: await readWithReaders(req),
  })
}

/** The recipients of a run with their changes, page by page. */
async function* select(
  req: StoreRequest,
  run: RunRange,
  { letterFor, asks }: Selection,
): AsyncGenerator<Page> {
  for await (const looked of activeReaders(req, among(run))) {
    const notified = await readNotified(
      req,
      looked.map(({ id }) => id),
      asks,
    )
    yield {
      looked,
      selected: looked.flatMap((subscriber) => {
        const letter = letterFor(subscriber, notified.get(subscriber.id))
        return letter ? [{ subscriber: subscriber.id, letter }] : []
      }),
    }
  }
}

/** What a run would send now. Writes nothing. */
export const outlookOf = async (req: StoreRequest, run: RunRange): Promise<Outlook> =>
  lookAhead(req, run, await selectionOf(req, run))

async function lookAhead(req: StoreRequest, run: RunRange, selection: Selection): Promise<Outlook> {
  // Letters by hash, never all in memory: there may be nearly as many as subscribers.
  const letters = new Set<string>()
  const notified = new Set<number>()
  let mails = 0
  for await (const { selected } of select(req, run, selection)) {
    mails += selected.length
    for (const { letter } of selected) {
      const hash = sha256(letter.seqs.join())
      if (letters.has(hash)) continue
      letters.add(hash)
      for (const seq of letter.seqs) notified.add(seq)
    }
  }
  const seqs = [...notified].sort((a, b) => a - b)
  const first = seqs[0]
  const [oldest] = first === undefined ? [] : await readChanges(req, first - 1)
  return { mails, letters: letters.size, seqs, oldest: oldest?.at ?? null }
}

/**
 * Writes the mails of a run to the outbox. An interrupted run can be repeated and adds only what is missing: mails
 * have unique keys, and covered subscribers are skipped.
 * @throws the abort reason if its claim has ended or the process is to stop.
 */
export async function planRun(context: Context, run: DigestRun): Promise<DigestRun> {
  const { payload, clock, env, claim } = context
  const req = { payload }
  const now = clock.now()
  const selection = await selectionOf(req, run)
  if (run.note === null && isStale(run, selection.oldest, now)) {
    // Checked as a whole before the first mail is written: an outdated announcement may no longer concern anybody.
    const outlook = await lookAhead(req, run, selection)
    if (isStale(run, outlook.oldest, now))
      return end(context, run, { state: 'held', note: onHoldBecause(outlook, now) })
  }
  const host = new URL(env.publicUrl).hostname
  for await (const { looked, selected } of select(req, run, selection)) {
    claim?.signal.throwIfAborted()
    await writing(context, async (own) => {
      // The mail first: a change marked as announced without a mail would never be sent.
      await putMails(
        own,
        selected.map((each) => mailOf(run, each, now)),
        { at: now, host },
      )
      await noteNotified(
        own,
        selected.map(({ subscriber, letter }) => ({
          subscriber,
          mail: digestKey(run.key, subscriber),
          seqs: letter.seqs,
        })),
      )
      if (run.kind !== 'at-once')
        await coverUpTo(
          own,
          looked.map(({ id }) => id),
          run.toSeq,
        )
    })
  }
  const mails = await countMailsOf(req, run.key)
  return end(context, run, {
    state: mails === 0 ? 'nothing' : 'planned',
    mails,
    plannedAt: clock.now().toISOString(),
  })
}

async function end(context: Context, run: DigestRun, note: Partial<DigestRun>): Promise<DigestRun> {
  await writing(context, (req) => noteRun(req, run, note))
  return { ...run, ...note }
}

const mailOf = (run: DigestRun, { subscriber, letter }: Selected, now: Date): NewMail => ({
  key: digestKey(run.key, subscriber),
  kind: 'digest',
  recipient: `subscriber:${subscriber}`,
  run: run.key,
  args: { ...letter },
  priority: run.kind === 'at-once' ? 0 : 1,
  notBefore: now.toISOString(),
})

/** Whether a run would announce a change too late. */
const isStale = ({ kind }: RunRange, oldest: string | null, now: Date): boolean =>
  oldest !== null && daysSince(oldest, now) > STALE_DAYS[kind]

const daysSince = (instant: string, now: Date): number => (now.getTime() - Date.parse(instant)) / 86_400_000

const onHoldBecause = ({ mails, oldest }: Outlook, now: Date): string =>
  `The oldest change that it would tell of is ${Math.floor(daysSince(oldest ?? '', now))} days old (${mails} ${mails === 1 ? 'mail' : 'mails'}). A restored backup looks like this. Send it all the same, or let it go.`
