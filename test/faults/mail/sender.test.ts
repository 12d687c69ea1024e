import { fork, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { messageIdOf } from '#domain/mail/mails.ts'
import { openDatabase } from '../../support/database.ts'
import { dropDatabase } from '../../support/drop-database.ts'
import { HOST, rowsOf } from '../../support/mail/outbox.ts'
import { full, scaled } from '../../support/scale.ts'
import type { Order, Said } from '../../support/mail/sender-process.ts'

const KILLS = scaled(200, 2)
/** Starting several takes longer. */
const KILLS_OF_SEVERAL = scaled(200, 1)
const RECIPIENTS = scaled(500, 250)
const uri = process.env.TEST_MONGODB_URI

/** A message that the server took whole, in the order in which it did. */
interface Taken {
  recipient: string
  messageId: string
  connection: string
  at: number
}

describe('a sender that is killed', () => {
  let taken: Taken[] = []
  /** The message for which each connection asked last, to the beginning of its content. */
  let lastBegun = new Map<string, number>()
  /** When each connection ended. */
  const closed = new Map<string, number>()
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const begun = (lastBegun.get(session.id) ?? 0) + 1
      let head = ''
      stream.on('data', (chunk: Buffer) => {
        if (head === '') lastBegun.set(session.id, begun)
        head += chunk.toString()
      })
      stream.on('end', () => {
        const rcpt = session.envelope.rcptTo[0]?.address ?? ''
        const messageId = /^Message-ID: <(.+)>$/im.exec(head)?.[1] ?? ''
        taken.push({ recipient: rcpt, messageId, connection: `${session.id} ${begun}`, at: Date.now() })
        setTimeout(done, Math.random() * 4)
      })
    },
    onClose: (session) => void closed.set(session.id, Date.now()),
  })
  // Those who are killed do not say goodbye.
  server.on('error', () => undefined)
  let url = ''
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.server.address()
    url = `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  })
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))
  beforeEach(() => {
    taken = []
    lastBegun = new Map()
  })

  /** A sender that is ready and does nothing yet. */
  class Process {
    readonly #child: ChildProcess
    readonly #heard: Said[] = []
    #errors = ''
    constructor(env: Record<string, string>) {
      this.#child = fork('test/support/mail/sender-process.ts', {
        env: {
          ...process.env,
          NODE_ENV: 'production',
          NODE_COMPILE_CACHE: join(process.env.RECOURSE_TEST_RUN ?? '', 'compiled'),
          SMTP_URL: url,
          MAIL_PER_SECOND: '1000000',
          MAIL_PER_SECOND_DOMAIN: '1000000',
          LOG_LEVEL: 'error',
          ...env,
        },
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        execArgv: ['--import=./test/support/quick-imports.ts'],
      })
      this.#child.on('message', (said: Said) => this.#heard.push(said))
      this.#child.stderr?.on('data', (chunk: Buffer) => (this.#errors += chunk.toString()))
    }
    tell(order: Order): void {
      this.#child.send(order)
    }
    async says(word: Said): Promise<void> {
      this.#heard.length = word === 'ready' ? this.#heard.length : 0
      while (!this.#heard.includes(word)) {
        if (this.#child.exitCode !== null) throw new Error(`A sender ended by itself: ${this.#errors}`)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    }
    async kill(): Promise<void> {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
      const ended = new Promise((resolve) => this.#child.once('exit', resolve))
      this.#child.kill('SIGKILL')
      await ended
      expect(this.#errors).toBe('')
    }
  }

  async function killed(
    env: Record<string, string>,
    { workers, kills: times }: { workers: number; kills: number },
  ): Promise<{ doubled: number }> {
    // One is always being started, so that whoever is killed is replaced at once.
    let wanted = workers + times
    const start = (): Process | null => (wanted-- > 0 ? new Process(env) : null)
    let spare = start()
    const another = async (): Promise<Process> => {
      const next = spare as Process
      spare = start()
      await next.says('ready')
      return next
    }
    const running: Process[] = []
    for (let each = 0; each < workers; each += 1) running.push(await another())
    for (const each of running) each.tell({ do: 'send' })
    const kills: number[] = []
    try {
      for (let round = 0; round < times; round += 1) {
        const replacement = await another()
        const [one] = running as [Process]
        const from = taken.length
        one.tell({ do: 'put', round, mails: RECIPIENTS })
        await one.says('put')
        // In the midst of sending: after so many of the mails of this round.
        const after = from + 1 + Math.floor(Math.random() * (RECIPIENTS - 50))
        while (taken.length < after) await new Promise((resolve) => setTimeout(resolve, 1))
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 25))
        const victim = Math.floor(Math.random() * running.length)
        kills.push(Date.now())
        await running[victim]?.kill()
        running[victim] = replacement
        replacement.tell({ do: 'send' })
      }
      await Promise.all(running.map((each) => each.says('drained')))
    } finally {
      for (const each of [...running, spare]) await each?.kill()
    }

    const byRecipient = Map.groupBy(taken, ({ recipient }) => recipient)
    const expected = Array.from({ length: times }, (_, round) =>
      Array.from({ length: RECIPIENTS }, (__, index) => `round-${round}-${index}`),
    ).flat()
    expect([...byRecipient.keys()].sort(), 'nobody is lost, nobody else gets one').toEqual(
      expected.map((key) => `${key}@example.org`).sort(),
    )
    let doubled = 0
    for (const key of expected) {
      const times = byRecipient.get(`${key}@example.org`) ?? []
      expect(new Set(times.map(({ messageId }) => messageId))).toEqual(new Set([messageIdOf(key, HOST)]))
      for (const { connection, at } of times.slice(0, -1)) {
        doubled += 1
        const [id = '', begun = ''] = connection.split(' ')
        // Its answer was on its way when the sender was killed: nothing more came over that connection.
        expect(lastBegun.get(id), `${key} was sent again without need`).toBe(Number(begun))
        // And that connection lived until somebody was killed, soon after: a busy machine takes its time.
        const end = closed.get(id) ?? -Infinity
        expect(
          kills.some((kill) => kill >= at - 100 && kill <= Math.min(end, at + 2_000)),
          `${key} was sent again, and nobody was killed: taken ${at}, ended ${end}, killed ${kills.join(' ')}`,
        ).toBe(true)
      }
    }
    // No more than were on their way, over four connections of one process.
    expect(doubled).toBeLessThanOrEqual(times * 4)
    return { doubled }
  }

  it(
    `loses none of ${RECIPIENTS} mails and doubles none, ${KILLS} times, on the embedded database`,
    { timeout: 3_600_000 },
    async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'recourse-sender-'))
      const database = await openDatabase()
      try {
        const env = { DATA_DIR: dataDir, DATABASE_URL: `file:${join(database.dataDir, 'recourse.db')}` }
        const { doubled } = await killed(env, { workers: 1, kills: KILLS })
        const rows = await rowsOf(database.payload)
        expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['sent']))
        // What was sent again is what nobody knew of; some of it had not come whole, or was not begun.
        const unknown = rows.filter(({ tries }) => tries > 0).length
        expect(unknown).toBeGreaterThanOrEqual(doubled)
        // Each of four connections has one mail that is handed over or about to be.
        expect(unknown).toBeLessThanOrEqual(4 * KILLS)
        if (full) expect(unknown, 'some were killed in the midst of handing over').toBeGreaterThan(0)
      } finally {
        await database.close()
        rmSync(dataDir, { recursive: true, force: true })
      }
    },
  )

  describe.skipIf(!uri)('on MongoDB', () => {
    it.each(full ? [2, 4] : [2])(
      `loses and doubles none with %i workers, ${KILLS_OF_SEVERAL} times`,
      { timeout: 3_600_000 },
      async (workers) => {
        const dataDir = mkdtempSync(join(tmpdir(), 'recourse-sender-'))
        const url_ = new URL(uri ?? '')
        url_.pathname = `/recourse-test-${randomBytes(6).toString('hex')}`
        const env = {
          DATA_DIR: dataDir,
          DATABASE_URL: url_.href,
          DATABASE_TRANSACTIONS: /[?&]replicaSet=/.test(url_.href) ? 'required' : 'none',
        }
        try {
          await killed(env, { workers, kills: KILLS_OF_SEVERAL })
        } finally {
          await dropDatabase(url_.href)
          rmSync(dataDir, { recursive: true, force: true })
        }
      },
    )
  })
})
