import { readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Payload } from 'payload'
import { PUBLISHER } from '#domain/desk/actors.ts'
import type { Change } from '#domain/publish/changes.ts'
import type { Sha256 } from '#domain/hash.ts'
import { mailAddress } from '#domain/mail-address.ts'
import { readCorpus } from '#cli/corpus-files.ts'
import { ask } from '#desk/mail/ask.ts'
import { addressBook } from '#lib/addresses.ts'
import { systemClock } from '#lib/clock.ts'
import { nextSeq, readChangesOf, writeChange } from '#store/publish/changes.ts'
import { env } from '#lib/env.ts'
import { writePublishingState } from '#lib/publishing-state.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { toMail } from '#store/mail/outbox/stored-mail.ts'
import { writeReleaseRow } from '#store/publish/releases.ts'
import { noteTarget, readTargets } from '#store/publish/targets.ts'
import { deleteRows, findRow, findRows, insertRow, updateRow } from '#store/rows.ts'
import type { Row } from '#store/row.ts'
import { readEvents } from '#store/desk/events.ts'
import { noteReading } from '#store/watch/register.ts'
import { putRun } from '#store/watch/runs.ts'
import { askPublish, askWork, noteWork, readDueWork, readWork } from '#store/work.ts'
import { manifestHash } from '#pipelines/release/manifest.ts'
import { JOBS } from '#worker/jobs/list.ts'
import { slotKey } from '#worker/jobs/slot-key.ts'
import { createOffence, layGround, type Ground } from './content/content.ts'
import { testDesk } from './desk/desk.ts'
import { SAMPLE } from './content/sample.ts'
import { person, type Person } from './desk/staff.ts'
import { recordOpened } from './publish/opened.ts'
import { publishSmall } from './publish/signed-release.ts'
import { liveSite } from './desk/structure.ts'

export interface LeaseRow {
  key: string
  holder: string | null
  doneAt: string | null
}

/** What the work is about. */
interface Laid {
  payload: Payload
  dataDir: string
  ground: Ground
  editor: Person
  reviewer: Person
}

const DAY = 86_400_000

/** A kind of work during which a test ends its worker. */
export interface KindOfWork {
  name: string
  /** The job that does it. */
  job: string
  /** Prefix of its lease keys. */
  lease: string
  /** Requests the work. @returns a check whether it is done, which throws if it was done twice. */
  ask(laid: Laid): Promise<() => Promise<boolean>>
}

const toLease = (row: Row): LeaseRow => ({
  key: row.text('key'),
  holder: row.textOrNull('holder'),
  doneAt: row.textOrNull('doneAt'),
})

/** The newest lease whose key has this prefix. */
export const leaseOf = async (payload: Payload, begins: string): Promise<LeaseRow | undefined> =>
  (await findRows({ payload }, 'leases', toLease, {}, '-until')).find(({ key }) => key.startsWith(begins))

/** Sets up every kind of work. No slot is due until it is requested. */
export async function layForWork(payload: Payload, dataDir: string): Promise<Laid> {
  const { site } = await readCorpus(SAMPLE, new Date())
  await liveSite(payload, site)
  await person(payload, 'Ada', ['administrator'])
  const at = new Date().toISOString()
  for (const job of JOBS)
    if ('cron' in job)
      await insertRow({ payload }, 'leases', {
        key: slotKey({ payload, clock: systemClock, env: env() }, job),
        token: 1,
        holder: 'before:1:x#1',
        until: at,
        doneAt: at,
      })
  const ground = await layGround(payload)
  // Readers have the guide, so they are told what changes in it.
  await recordOpened({ payload }, 'testland', new Date())
  return {
    payload,
    dataDir,
    ground,
    editor: await person(payload, 'Edith', ['editor']),
    reviewer: await person(payload, 'Rhea', ['reviewer']),
  }
}

/** Makes a job's slot due, as if it had not run. */
const slotOf = (
  job: string,
  prepare: (payload: Payload) => Promise<unknown> = async () => undefined,
): KindOfWork => ({
  name: `the slot of ${job}`,
  job,
  lease: `${job}/`,
  ask: async ({ payload }) => {
    await deleteRows({ payload }, 'leases', { key: { like: `${job}/` } })
    await prepare(payload)
    return async () => Boolean((await leaseOf(payload, `${job}/`))?.doneAt)
  },
})

/** Marks every requested publication as done. */
async function endPublishing(payload: Payload): Promise<void> {
  for (const { key } of await readDueWork({ payload }, 'publish', new Date(8.64e15)))
    await noteWork({ payload }, key, { state: 'done' })
}

/** A digest waits while something is being published. */
const forgetRuns =
  (kind: string) =>
  async (payload: Payload): Promise<void> => {
    await endPublishing(payload)
    await deleteRows({ payload }, 'digest-runs', { kind: { equals: kind } })
  }

/** Leaves the watch only one, earlier run, so that the next need not wait for the night. */
const forgetWatchRuns =
  (kind: 'links' | 'quotes' | 'freshness') =>
  async (payload: Payload): Promise<void> => {
    await deleteRows({ payload }, 'watch-passes', { kind: { equals: kind } })
    const at = new Date(Date.now() - 30 * DAY).toISOString()
    const counts = { state: 'done', done: 0, total: 0, found: {} } as const
    await putRun(
      { payload },
      { key: `${kind}/before`, kind, slot: 'before', startedAt: at, endedAt: at, ...counts },
    )
  }

const readOnce = async (payload: Payload): Promise<void> => {
  await deleteRows({ payload }, 'register-readings', { feed: { equals: 'before' } })
  await noteReading(
    { payload },
    {
      feed: 'before',
      about: 'Read before',
      readAt: new Date().toISOString(),
      readUpTo: null,
      etag: null,
      lastModified: null,
      problem: null,
    },
  )
}

/** The folder to which a test that asks for pushes has its releases pushed. */
export const pushedTo = (dataDir: string): string => `${dataDir}-target`

/** Requests a piece of desk work. */
async function asked(
  { payload }: Laid,
  kind: Parameters<typeof askWork>[1]['kind'],
  args = {},
): Promise<() => Promise<boolean>> {
  const key = await askWork({ payload }, { kind, entry: null, args, by: 'A test', at: new Date() })
  return async () => (await readWork({ payload }, key))?.state === 'done'
}

const releases = (payload: Payload): Promise<string[]> =>
  findRows({ payload }, 'releases', (row) => row.text('name'), {}, 'seq')

let count = 0
/** Every kind of work a worker does. */
export const KINDS: readonly KindOfWork[] = [
  {
    name: 'publishing',
    job: 'publish-requested',
    lease: 'round',
    ask: async ({ payload }) => {
      const key = await askPublish({ payload }, { entry: null, by: 'A test', at: new Date() })
      return async () => {
        const all = await releases(payload)
        expect(new Set(all).size, 'each release is there once').toBe(all.length)
        return (await readWork({ payload }, key))?.state === 'done'
      }
    },
  },
  {
    name: 'going live',
    job: 'go-live',
    lease: 'round',
    ask: async ({ payload, ground, editor, reviewer }) => {
      const desk = testDesk(payload, new Date().toISOString())
      const { id, key } = await createOffence(payload, editor, ground, `Entry ${(count += 1)}`)
      const { hash } = await desk.submit(editor, { kind: 'offence', id }, 1)
      await desk.approve(reviewer, { kind: 'offence', id }, hash)
      return async () => {
        const changes = await readChangesOf({ payload }, key ?? '')
        expect(changes.length, 'it goes live once').toBeLessThanOrEqual(1)
        const events = await readEvents({ payload }, key ?? '')
        expect(events.filter(({ action }) => action === 'go-live').length).toBeLessThanOrEqual(1)
        return changes.length === 1
      }
    },
  },
  {
    name: 'a preview',
    job: 'preview',
    lease: 'work/preview',
    ask: (laid) =>
      asked(laid, 'preview-pdf', { kind: 'offence', id: 'x', side: 'working', guide: 'x', paper: 'a4' }),
  },
  {
    name: 'a look at digests',
    job: 'digest-outlook',
    lease: 'work/digest',
    ask: (laid) => asked(laid, 'digest-outlook'),
  },
  {
    name: 'a check that was asked for',
    job: 'check-source',
    lease: 'work/check',
    ask: (laid) => asked(laid, 'check-source', { sources: [laid.ground.source.id] }),
  },
  {
    name: 'what a reader asks',
    job: 'subscribe',
    lease: 'subscriptions',
    ask: async ({ payload, dataDir }) => {
      const address = mailAddress(`reader.${(count += 1)}@mailbox.example`)
      const book = addressBook(dataDir)
      const choices = { places: ['testland'], cadence: 'weekly', atOnce: true, format: 'html' } as const
      await ask(
        { req: { payload }, clock: systemClock, book },
        { address, choices: { ...choices, places: [...choices.places], entries: [] } },
      )
      return async () => {
        const row = await findRow({ payload }, 'subscribers', ({ id }) => ({ id }), {
          lookup: { equals: book.lookup(address) },
        })
        if (!row) return false
        const mails = await findRows(
          { payload },
          'outbox',
          toMail,
          { recipient: { equals: `subscriber:${row.id}` } },
          'id',
        )
        expect(mails.length, 'one mail answers').toBeLessThanOrEqual(1)
        return mails.length === 1
      }
    },
  },
  {
    name: 'a run of digests',
    job: 'digest-at-once',
    lease: 'digests',
    ask: async ({ payload, dataDir }) => {
      const seq = await nextSeq({ payload })
      const lookup = `reader-${(count += 1)}`
      await insertRow({ payload }, 'subscribers', {
        lookup,
        address: addressBook(dataDir).seal(`${lookup}@mailbox.example`),
        state: 'active',
        follows: JSON.stringify([{ place: 'testland', since: seq - 1 }]),
        cadence: 'monthly',
        atOnce: true,
        format: 'html',
        coveredTo: seq - 1,
        createdAt: new Date().toISOString(),
        asked: 0,
      })
      const change: Change = {
        seq,
        entry: `testland/offence/told-${seq}`,
        entryKind: 'offence',
        jurisdiction: 'testland',
        title: 'An offence',
        kind: 'urgent',
        note: 'It has changed.',
        noteCorrectedAt: null,
        at: new Date().toISOString(),
        effectiveOn: null,
        edition: 'e'.repeat(64) as Sha256,
        replaced: null,
        corrects: null,
        fields: [{ field: 'penalty', label: 'Maximum penalty', before: '1 year', after: '2 years' }],
      }
      await writeChange({ payload }, change)
      const row = await findRow({ payload }, 'subscribers', ({ id }) => ({ id }), {
        lookup: { equals: lookup },
      })
      return async () => {
        const mails = await findRows(
          { payload },
          'outbox',
          toMail,
          {
            and: [{ recipient: { equals: `subscriber:${row?.id}` } }, { kind: { equals: 'digest' } }],
          },
          'id',
        )
        expect(mails.length, 'each is told once').toBeLessThanOrEqual(1)
        return mails.length === 1
      }
    },
  },
  {
    name: 'a site that is out of date',
    job: 'publish-again',
    lease: 'round',
    ask: async ({ payload, dataDir }) => {
      await endPublishing(payload)
      const requested = async (): Promise<number> =>
        (
          await payload.db.count({
            collection: 'work',
            where: { and: [{ kind: { equals: 'publish' } }, { askedBy: { equals: PUBLISHER.name } }] },
          })
        ).totalDocs
      const before = await requested()
      const at = new Date(Date.now() - 2 * DAY).toISOString()
      await writePublishingState(dataDir, { at, release: '', problems: [], guides: [] })
      return async () => {
        const fresh = (await requested()) - before
        expect(fresh, 'it is asked for once').toBeLessThanOrEqual(1)
        return fresh === 1
      }
    },
  },
  {
    name: 'a second review that is late',
    job: 'escalate',
    lease: 'escalations',
    ask: async ({ payload, ground, editor }) => {
      const desk = testDesk(payload, new Date().toISOString())
      const { id, key } = await createOffence(payload, editor, ground, `Late ${(count += 1)}`)
      await desk.submit(editor, { kind: 'offence', id }, 1)
      const late = new Date(Date.now() - 1_000).toISOString()
      await updateRow({ payload }, 'heads', { entry: { equals: key } }, { secondReviewDue: late })
      return async () => {
        const all = await findRows({ payload }, 'outbox', toMail, { kind: { equals: 'escalation' } }, 'id')
        const mine = all.filter((mail) => mail.key.includes(key ?? ''))
        expect(mine.length, 'the administrator is told once').toBeLessThanOrEqual(1)
        return mine.length === 1
      }
    },
  },
  {
    name: 'what staff are told',
    job: 'tell',
    lease: 'notices',
    ask: async ({ payload, ground, editor, reviewer }) => {
      const desk = testDesk(payload, new Date().toISOString())
      const { id, key } = await createOffence(payload, editor, ground, `To be told ${(count += 1)}`)
      await desk.submit(editor, { kind: 'offence', id }, 1)
      return async () => {
        const person = (row: Row): string => row.text('person')
        const told = await findRows({ payload }, 'notices', person, { entry: { equals: key } })
        expect(told.filter((id) => id === `user:${reviewer.id}`).length, 'once').toBeLessThanOrEqual(1)
        return told.includes(`user:${reviewer.id}`)
      }
    },
  },
  {
    name: 'a mail about what staff are told',
    job: 'notices-at-once',
    lease: 'notices',
    ask: async ({ payload }) => {
      const recipient = `user:mailed-${(count += 1)}`
      const at = new Date(Date.now() - 600_000).toISOString()
      await insertRow({ payload }, 'notices', {
        key: `review/${recipient}`,
        person: recipient,
        kind: 'review',
        entry: 'testland/offence/none',
        at,
        mail: 'soon',
        mailAt: at,
      })
      return async () => {
        const mails = await findRows({ payload }, 'outbox', toMail, { recipient: { equals: recipient } })
        expect(mails.length, 'one mail tells of it').toBeLessThanOrEqual(1)
        return mails.length === 1
      }
    },
  },
  {
    name: 'a target that works again',
    job: 'target-alarm',
    lease: 'target-alarm',
    ask: async ({ payload, dataDir }) => {
      const release = await publishSmall(dataDir, `To be told of ${(count += 1)}`)
      await writeReleaseRow(
        { payload },
        { ...release, manifestHash: manifestHash(release.manifest), rendered: 0, printed: 0 },
      )
      const since = new Date(Date.UTC(2026, 0, 1, 0, count)).toISOString()
      await inOwnTransaction({ payload }, (req) =>
        noteTarget(req, pushedTo(dataDir), { release: release.name, behindSince: null, alarmedFor: since }),
      )
      return async () => {
        const all = await findRows({ payload }, 'outbox', toMail, { kind: { equals: 'target' } }, 'id')
        const mine = all.filter(({ args }) => args.since === since)
        expect(mine.length, 'the administrator is told once').toBeLessThanOrEqual(1)
        return mine.length === 1
      }
    },
  },
  {
    name: 'a push',
    job: 'push',
    lease: 'push/',
    ask: async ({ payload, dataDir }) => {
      const release = await publishSmall(dataDir, `To be pushed ${(count += 1)}`)
      await writeReleaseRow(
        { payload },
        { ...release, manifestHash: manifestHash(release.manifest), rendered: 0, printed: 0 },
      )
      return async () => {
        const [target] = await readTargets({ payload }, [pushedTo(dataDir)])
        expect(target?.problem ?? null).toBeNull()
        const isThere = target?.release === release.name
        if (isThere)
          expect(readlinkSync(join(pushedTo(dataDir), 'current'))).toBe(join('releases', release.name))
        return isThere
      }
    },
  },
  slotOf('publish'),
  slotOf('check-release'),
  slotOf('forget'),
  slotOf('notices-daily'),
  slotOf('backup'),
  slotOf('digest-daily', forgetRuns('daily')),
  slotOf('digest-weekly', forgetRuns('weekly')),
  slotOf('digest-monthly', forgetRuns('monthly')),
  slotOf('sign-of-life'),
  slotOf('watch-dates', forgetWatchRuns('freshness')),
  slotOf('watch-links', forgetWatchRuns('links')),
  slotOf('watch-quotes', forgetWatchRuns('quotes')),
  slotOf('watch-quotes-again', forgetWatchRuns('quotes')),
  slotOf('watch-registers', readOnce),
  slotOf('watch-mail'),
]

/**
 * Jobs that cannot be stopped midway through their lease, with the tests that cover them; null for jobs without a
 * lease.
 */
export const STOPPED_ELSEWHERE: Readonly<Record<string, { file: string; tests: string[] } | null>> = {
  send: {
    file: 'test/store/send.test.ts',
    tests: [
      'stops soon when it is told to, and holds nothing back',
      'hands over nothing that another has claimed',
    ],
  },
  'opt-outs': {
    file: 'test/features/backup/nightly.test.ts',
    tests: ['copies the list of who has left whole, also where it was stopped before'],
  },
  'check-release-first': null,
}
