import { fork, type ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Payload } from 'payload'
import type { Change } from '#domain/changes.ts'
import type { Sha256 } from '#domain/hash.ts'
import { ask } from '#desk/subscriptions/ask.ts'
import { readCorpus } from '#cli/corpus-files.ts'
import { mailAddress } from '#domain/mail-address.ts'
import { addressBook } from '#lib/addresses.ts'
import { systemClock } from '#lib/clock.ts'
import { writeChange } from '#store/changes.ts'
import { deleteRows, findRow, findRows, insertRow } from '#store/rows.ts'
import { askPublish, askWork, readWork } from '#store/work.ts'
import { createOffence, layGround, type Ground } from './content.ts'
import { testDesk } from './desk.ts'
import { SAMPLE } from './sample.ts'
import { full, scaled } from './scale.ts'
import { person, type Person } from './staff.ts'
import type { Halt, Said } from './worker-process.ts'

/** What others need to take over, at most, in milliseconds: longer on a machine that is busy with other things. */
const WITHIN = 15_000

interface Lease {
  key: string
  holder: string | null
  doneAt: string | null
}

/** A kind of work that a worker is in the midst of when it ends. */
interface Kind {
  name: string
  /** What the key of its lease begins with. */
  lease: string
  /** Asks for it. @returns whether it is done, and throws where it was done twice. */
  ask(): Promise<() => Promise<boolean>>
}

/**
 * What becomes of each kind of work when its worker ends without a word, sleeps, or is told to stop.
 * @param kind the database; `TEST_DATABASE` names it before this is loaded.
 */
export async function takeOver(kind: 'sqlite' | 'mongodb'): Promise<void> {
  process.env.TEST_DATABASE = kind
  const { missing, openDatabase } = await import('./database.ts')
  const shared = kind === 'mongodb'

  describe.skipIf(missing)(`work in the midst of which a worker ends, on ${kind}`, () => {
    let database: Awaited<ReturnType<typeof openDatabase>>
    let payload: Payload
    let ground: Ground
    let editor: Person
    let reviewer: Person
    const running = new Set<Process>()

    beforeAll(async () => {
      database = await openDatabase()
      payload = database.payload
      const { site } = await readCorpus(SAMPLE, new Date())
      await payload.updateGlobal({ slug: 'site', data: site as never, overrideAccess: true })
      ground = await layGround(payload)
      editor = await person(payload, 'Edith', ['editor'])
      reviewer = await person(payload, 'Rhea', ['reviewer'])
    })
    afterAll(async () => {
      for (const each of running) await each.end('SIGKILL')
      await database?.close()
    })

    /** A worker, and what it has said. */
    class Process {
      readonly #child: ChildProcess
      readonly #heard = new Set<Said>()
      #errors = ''
      constructor(halt: Halt, lease = '') {
        const url = new URL(shared ? (process.env.DATABASE_URL ?? '') : 'file:')
        url.searchParams.delete('replicaSet')
        this.#child = fork('test/support/worker-process.ts', [halt, lease], {
          env: {
            ...process.env,
            NODE_ENV: 'production',
            DATA_DIR: database.dataDir,
            LOG_LEVEL: 'error',
            WATCH: 'off',
            ...(shared
              ? { DATABASE_URL: url.href, DATABASE_TRANSACTIONS: 'none' }
              : { DATABASE_URL: 'file:' }),
          },
          stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
          execArgv: [],
        })
        this.#child.on('message', (said: Said) => this.#heard.add(said))
        this.#child.stderr?.on('data', (chunk: Buffer) => (this.#errors += chunk.toString()))
        running.add(this)
      }
      async says(word: Said): Promise<void> {
        await until(() => {
          if (this.#child.exitCode !== null && !this.#heard.has(word))
            throw new Error(`A worker ended before it was “${word}”: ${this.#errors}`)
          return this.#heard.has(word)
        }, 120_000)
      }
      get id(): number {
        return this.#child.pid ?? 0
      }
      tell(what: 'go on' | NodeJS.Signals): void {
        if (what === 'go on') this.#child.send(what)
        else this.#child.kill(what)
      }
      /** @returns the code of its exit. */
      async end(signal: NodeJS.Signals): Promise<number | null> {
        running.delete(this)
        if (this.#child.exitCode !== null || this.#child.signalCode !== null) return this.#child.exitCode
        const ended = new Promise<number | null>((resolve) => this.#child.once('exit', resolve))
        this.#child.kill(signal)
        return ended
      }
    }

    const leaseOf = async (begins: string): Promise<Lease | undefined> =>
      (await findRows<Lease>({ payload }, 'leases', {}, '-until')).find(({ key }) => key.startsWith(begins))

    /** A piece of work of the desk. */
    const asked = async (work: Parameters<typeof askWork>[1]['kind'], args = {}) => {
      const key = await askWork({ payload }, { kind: work, entry: null, args, by: 'A test', at: new Date() })
      return async (): Promise<boolean> => (await readWork({ payload }, key))?.state === 'done'
    }
    const releases = (): Promise<{ name: string }[]> =>
      findRows<{ name: string }>({ payload }, 'releases', {}, 'seq')

    let count = 0
    const kinds: Kind[] = [
      {
        name: 'publishing',
        lease: 'round',
        ask: async () => {
          const key = await askPublish({ payload }, { entry: null, by: 'A test', at: new Date() })
          return async () => {
            const all = (await releases()).map(({ name }) => name)
            expect(new Set(all).size, 'each release is there once').toBe(all.length)
            return (await readWork({ payload }, key))?.state === 'done'
          }
        },
      },
      {
        name: 'going live',
        lease: 'round',
        ask: async () => {
          const desk = testDesk(payload, new Date().toISOString())
          const { id, key } = await createOffence(payload, editor, ground, `Entry ${(count += 1)}`)
          const { hash } = await desk.submit(editor, { kind: 'offence', id }, 1)
          await desk.approve(reviewer, { kind: 'offence', id }, hash)
          return async () => {
            const changes = await findRows({ payload }, 'changes', { entry: { equals: key } }, 'seq')
            expect(changes.length, 'it goes live once').toBeLessThanOrEqual(1)
            const events = await findRows<{ type: string }>(
              { payload },
              'editorial-events',
              { entry: { equals: key } },
              'n',
            )
            expect(events.filter(({ type }) => type === 'live').length).toBeLessThanOrEqual(1)
            return changes.length === 1
          }
        },
      },
      {
        name: 'a preview',
        lease: 'work/preview',
        ask: () =>
          asked('preview-pdf', { kind: 'offence', id: 'x', side: 'working', guide: 'x', paper: 'a4' }),
      },
      { name: 'a look at digests', lease: 'work/digest', ask: () => asked('digest-outlook') },
      {
        name: 'a check that was asked for',
        lease: 'work/check',
        ask: () => asked('check-source', { sources: [ground.source.id] }),
      },
      {
        name: 'what a reader asks',
        lease: 'subscriptions',
        ask: async () => {
          const address = mailAddress(`reader.${(count += 1)}@mailbox.example`)
          const book = addressBook(database.dataDir)
          const choices = { places: ['testland'], cadence: 'weekly', atOnce: true, format: 'html' } as const
          await ask(
            { req: { payload }, clock: systemClock, book },
            { address, choices: { ...choices, places: [...choices.places] } },
          )
          return async () => {
            const row = await findRow<{ id: string }>({ payload }, 'subscribers', {
              lookup: { equals: book.lookup(address) },
            })
            if (!row) return false
            const mails = await findRows(
              { payload },
              'outbox',
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
        lease: 'digests',
        ask: async () => {
          const [newest] = await findRows<{ seq: number }>({ payload }, 'changes', {}, '-seq', 1)
          const seq = (newest?.seq ?? 0) + 1
          const lookup = `reader-${(count += 1)}`
          await insertRow({ payload }, 'subscribers', {
            lookup,
            address: addressBook(database.dataDir).seal(`${lookup}@mailbox.example`),
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
          const row = await findRow<{ id: string }>({ payload }, 'subscribers', {
            lookup: { equals: lookup },
          })
          return async () => {
            const mails = await findRows(
              { payload },
              'outbox',
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
        name: 'a scheduled slot',
        lease: 'digest-daily/',
        ask: async () => {
          await deleteRows({ payload }, 'leases', { key: { like: 'digest-daily' } })
          await deleteRows({ payload }, 'digest-runs', { kind: { equals: 'daily' } })
          return async () => Boolean((await leaseOf('digest-daily/'))?.doneAt)
        },
      },
    ]
    const some = full ? kinds : kinds.filter((_, index) => (index + (shared ? 0 : 1)) % 3 === 0)

    it.each(some.map((each) => [each.name, each] as const))(
      `%s is taken over when its worker is killed`,
      { timeout: 300_000 },
      async (name, work) => {
        const { lease } = work
        const isDone = await work.ask()
        const first = new Process('write', lease)
        await first.says('midst')
        expect((await leaseOf(lease))?.holder).toMatch(new RegExp(`:${first.id}:`))
        let second = shared ? new Process('never') : null
        await second?.says('ready')
        expect(await isDone()).toBe(false)
        const killed = performance.now()
        await first.end('SIGKILL')
        second ??= new Process('never')
        await second.says('ready')
        const ready = performance.now()
        await until(async () => {
          const now = await leaseOf(lease)
          return !now || now.doneAt !== null || now.holder === null || !now.holder.includes(`:${first.id}:`)
        }, 60_000)
        const after = performance.now() - (shared ? killed : ready)
        process.stdout.write(
          `${kind}: ${name}: taken over ${(after / 1000).toFixed(1)} s after ${shared ? 'the kill' : 'the start'}\n`,
        )
        expect(after).toBeLessThan(shared ? WITHIN : 5_000)
        await until(isDone, 120_000)
        expect(await second.end('SIGTERM')).toBe(0)
      },
    )

    it.each(some.map((each) => [each.name, each] as const))(
      `%s is given back when its worker is told to stop`,
      { timeout: 300_000 },
      async (_name, work) => {
        const { lease } = work
        const isDone = await work.ask()
        const first = new Process('slow', lease)
        await first.says('midst')
        const told = performance.now()
        expect(await first.end('SIGTERM')).toBe(0)
        expect(performance.now() - told).toBeLessThan(30_000)
        const now = await leaseOf(lease)
        expect(!now || now.doneAt !== null || now.holder === null, 'nobody holds it').toBe(true)
        const second = new Process('never')
        await second.says('ready')
        await until(isDone, 120_000)
        expect(await second.end('SIGTERM')).toBe(0)
      },
    )

    it.skipIf(!shared).each(some.slice(0, scaled(some.length, 1)).map((each) => [each.name, each] as const))(
      `%s is taken over from a worker that sleeps, which does nothing more when it wakes`,
      { timeout: 300_000 },
      async (name, work) => {
        const { lease } = work
        const isDone = await work.ask()
        const first = new Process('fence', lease)
        await first.says('midst')
        const second = new Process('never')
        await second.says('ready')
        const asleep = performance.now()
        first.tell('SIGSTOP')
        await until(isDone, 60_000)
        process.stdout.write(
          `${kind}: ${name}: done ${((performance.now() - asleep) / 1000).toFixed(1)} s after its worker fell asleep\n`,
        )
        first.tell('SIGCONT')
        first.tell('go on')
        await new Promise((resolve) => setTimeout(resolve, 3_000))
        expect(await isDone()).toBe(true)
        for (const each of [first, second]) expect(await each.end('SIGTERM')).toBe(0)
      },
    )
  })
}

async function until(holds: () => boolean | Promise<boolean>, patience: number): Promise<void> {
  for (const end = performance.now() + patience; !(await holds());) {
    if (performance.now() > end) throw new Error('It took too long.')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
