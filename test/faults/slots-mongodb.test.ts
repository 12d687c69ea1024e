import { fork, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dropDatabase } from '../support/drop-database.ts'
import { scaled } from '../support/scale.ts'
import type { Order, Said } from '../support/slots/slot-process.ts'

const PROCESSES = scaled(8, 3)
const ROUNDS = scaled(20, 1)
const SLOTS = scaled(1_000, 40)
const uri = process.env.TEST_MONGODB_URI

describe.skipIf(!uri)('scheduled work of many processes', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'recourse-slots-'))
  const url = new URL(uri ?? 'mongodb://nowhere')
  url.pathname = `/recourse-test-${randomBytes(6).toString('hex')}`
  const workers: ChildProcess[] = []

  let refused = 0
  const failed = new Set<string>()
  const gone = async (worker: ChildProcess): Promise<never> => {
    await once(worker, 'exit')
    throw new Error('A process ended before it was told to.')
  }

  beforeAll(async () => {
    for (let each = 0; each < PROCESSES; each += 1) {
      const worker = fork('test/support/slots/slot-process.ts', {
        env: {
          ...process.env,
          NODE_ENV: 'production',
          NODE_COMPILE_CACHE: join(process.env.RECOURSE_TEST_RUN ?? '', 'compiled'),
          DATA_DIR: dataDir,
          DATABASE_URL: url.href,
          DATABASE_TRANSACTIONS: /[?&]replicaSet=/.test(url.href) ? 'required' : 'none',
        },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        execArgv: ['--import=./test/support/quick-imports.ts'],
      })
      await once(worker, 'message')
      workers.push(worker)
    }
  })
  afterAll(async () => {
    for (const worker of workers) {
      if (worker.exitCode !== null) continue
      const ended = once(worker, 'exit')
      worker.disconnect()
      await ended
    }
    await dropDatabase(url.href)
    rmSync(dataDir, { recursive: true, force: true })
  })

  it(
    `is done once: ${ROUNDS} times ${SLOTS} slots that ${PROCESSES} processes want at once`,
    { timeout: scaled(7_200_000, 300_000) },
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const slots = Array.from({ length: SLOTS }, (_, index) => `${round}-${index}`)
        const file = join(dataDir, `${round}.txt`)
        const told = await Promise.all(
          workers.map(async (worker) => {
            worker.send({ slots, file } satisfies Order)
            const [said] = (await Promise.race([once(worker, 'message'), gone(worker)])) as [
              Exclude<Said, 'ready'>,
            ]
            refused += said.refused
            for (const slot of said.failed) failed.add(slot)
            return said.done
          }),
        )
        const lines = readFileSync(file, 'utf8').trim().split('\n')
        // One whose last write the database refused is done again, as a worker does: its work can bear that.
        const each = [...new Set(lines)].toSorted()
        const twice = lines.filter((line, at) => lines.indexOf(line) !== at && !failed.has(line))
        expect(each, 'none is left out').toEqual(slots.toSorted())
        expect(twice, 'none is done twice').toEqual([])
        expect(told.reduce((sum, each) => sum + each, 0)).toBe(SLOTS)
        expect(told.filter((each) => each > 0).length, 'more than one had some').toBeGreaterThan(1)
      }
      process.stderr.write(
        `\n${ROUNDS * SLOTS} slots; the database refused ${refused} looks, and a write of ${failed.size} slots\n`,
      )
    },
  )
})
