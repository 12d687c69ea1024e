import { createLocalReq } from 'payload'
import { digestKey, STALE_DAYS, type DigestRun, type Letter } from '#domain/digests.ts'
import type { NewMail } from '#domain/mails.ts'
import type { Subscriber } from '#domain/subscribers.ts'
import { selector } from '#pipelines/digest/select.ts'
import { inPages } from '#store/bulk.ts'
import { readChanges } from '#store/changes.ts'
import { noteRun } from '#store/digest-runs.ts'
import { readJurisdictions } from '#store/jurisdictions.ts'
import { noteTold, readTold } from '#store/mailed.ts'
import { putMails } from '#store/outbox/put.ts'
import type { StoreRequest } from '#store/rows.ts'
import { coverUpTo, leastCovered } from '#store/covered.ts'
import { toSubscriber, type SubscriberRow } from '#store/subscribers.ts'
import { inTransaction } from '#store/transaction.ts'
import type { Context } from '../context.ts'

/** Mails that are written in one transaction. */
const BATCH = 500

/** What a run would tell: to how many, of which changes. */
export interface Outlook {
  mails: number
  letters: number
  seqs: number[]
  /** Instant of the oldest change that it would tell of; null where it would tell nothing. */
  oldest: string | null
}

interface Selected {
  subscriber: string
  letter: Letter
}

/** Those whom a run may write to: of its cadence; at once everybody, for corrections reach whoever was told. */
const among = ({ kind }: Pick<DigestRun, 'kind'>): Parameters<typeof inPages>[2] =>
  kind === 'at-once'
    ? { state: { equals: 'active' } }
    : { and: [{ state: { equals: 'active' } }, { cadence: { equals: kind } }] }

interface Page {
  /** Everybody who was looked at. */
  looked: Subscriber[]
  selected: Selected[]
}

/** Whom a run tells what, page by page. */
async function* select(
  req: StoreRequest,
  run: Pick<DigestRun, 'kind' | 'fromSeq' | 'toSeq'>,
): AsyncGenerator<Page> {
  const least = await leastCovered(req, run.kind === 'at-once' ? null : run.kind)
  const { letterFor, asks } = selector({
    ...run,
    changes: least === null ? [] : await readChanges(req, least),
    jurisdictions: await readJurisdictions(req),
  })
  for await (const rows of inPages<SubscriberRow>(req, 'subscribers', among(run))) {
    const looked = rows.map(toSubscriber)
    const told = await readTold(
      req,
      looked.map(({ id }) => id),
      asks,
    )
    yield {
      looked,
      selected: looked.flatMap((subscriber) => {
        const letter = letterFor(subscriber, told.get(subscriber.id))
        return letter ? [{ subscriber: subscriber.id, letter }] : []
      }),
    }
  }
}

/** What a run would tell now. Writes nothing. */
export async function outlookOf(
  req: StoreRequest,
  run: Pick<DigestRun, 'kind' | 'fromSeq' | 'toSeq'>,
): Promise<Outlook> {
  const letters = new Map<string, number[]>()
  let mails = 0
  for await (const { selected } of select(req, run)) {
    mails += selected.length
    for (const { letter } of selected) letters.set(letter.seqs.join(), letter.seqs)
  }
  const seqs = [...new Set([...letters.values()].flat())].sort((a, b) => a - b)
  const first = seqs[0]
  const [oldest] = first === undefined ? [] : await readChanges(req, first - 1)
  return { mails, letters: letters.size, seqs, oldest: oldest?.at ?? null }
}

/**
 * Writes the mails of a run to the outbox. Cut off anywhere, it is begun again and writes what is missing: a mail has
 * its place by its key, and whoever has been covered is not looked at again.
 */
export async function planRun({ payload, clock, env }: Context, run: DigestRun): Promise<DigestRun> {
  const req = { payload }
  const now = clock.now()
  // Looked at first as a whole: what is too old is held before anybody gets the first of it.
  const outlook = await outlookOf(req, run)
  const stale = outlook.oldest !== null && daysSince(outlook.oldest, now) > STALE_DAYS[run.kind]
  if (stale && run.note === null) return end(req, run, { state: 'held', note: heldBecause(outlook, now) })
  const host = new URL(env.publicUrl).hostname
  for await (const { looked, selected } of select(req, run))
    for (let at = 0; at < looked.length; at += BATCH) {
      const batch = looked.slice(at, at + BATCH)
      const ids = new Set(batch.map(({ id }) => id))
      const mails = selected.filter(({ subscriber }) => ids.has(subscriber))
      const own = await createLocalReq({}, payload)
      await inTransaction(own, async () => {
        // The mail first: a change noted as told without one would never be told.
        await putMails(
          own,
          mails.map((each) => mailOf(run, each, now)),
          { at: now, host },
        )
        await noteTold(
          own,
          mails.map(({ subscriber, letter }) => ({
            subscriber,
            mail: digestKey(run.key, subscriber),
            seqs: letter.seqs,
          })),
        )
        if (run.kind !== 'at-once') await coverUpTo(own, [...ids], run.toSeq)
      })
    }
  const { totalDocs: mails } = await payload.db.count({
    collection: 'outbox',
    where: { run: { equals: run.key } },
  })
  return end(req, run, {
    state: mails === 0 ? 'nothing' : 'planned',
    mails,
    plannedAt: clock.now().toISOString(),
  })
}

async function end(req: StoreRequest, run: DigestRun, note: Partial<DigestRun>): Promise<DigestRun> {
  await noteRun(req, run, note)
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

const daysSince = (instant: string, now: Date): number => (now.getTime() - Date.parse(instant)) / 86_400_000

const heldBecause = ({ mails, oldest }: Outlook, now: Date): string =>
  `The oldest change that it would tell of is ${Math.floor(daysSince(oldest ?? '', now))} days old (${mails} ${mails === 1 ? 'mail' : 'mails'}). A restored backup looks like this. Send it all the same, or let it go.`
