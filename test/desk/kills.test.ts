import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayIn } from '#domain/dates.ts'
import { chainProblem, type EditorialEvent } from '#domain/desk/events.ts'
import { readCorpus } from '#cli/corpus-files.ts'
import { recourse } from '../support/command.ts'
import { createOffence, layGround } from '../support/content/content.ts'
import { databaseName, missing, openDatabase, transactions, type TestDatabase } from '../support/database.ts'
import { PATIENCE } from '../support/patience.ts'
import { currentRelease, releaseProblems } from '../support/publish/release.ts'
import { PASSWORD } from '../support/rest.ts'
import { SAMPLE } from '../support/content/sample.ts'
import { hashInEarnest } from '../support/quick-passwords.ts'
import { scaled } from '../support/scale.ts'
import { environment, startServer, type RunningServer } from '../support/server.ts'
import { person } from '../support/desk/staff.ts'
import { liveSite } from '../support/desk/structure.ts'
import { standIn } from '../support/stand-in.ts'

const KILLS = scaled(100, 2)
const ENTRIES = 4

interface Doc {
  id: string
  key: string
  revision: number
  covers: string
}
interface Standing {
  revision: number
  open: { hash: string; state: string } | null
  live: { hash: string } | null
}

describe.skipIf(missing)(`a server that is killed while people work at the desk on ${databaseName}`, () => {
  let database: TestDatabase
  let dataDir: string
  let env: Record<string, string> = {}
  const embedded = databaseName === 'sqlite'

  beforeAll(async () => {
    if (transactions) return
    database = await openDatabase()
    const { payload } = database
    dataDir = database.dataDir
    // The server looks at these passwords.
    hashInEarnest()
    const editor = await person(payload, 'Edith', ['editor'])
    await person(payload, 'Rey', ['reviewer'])
    const { site } = await readCorpus(SAMPLE, new Date())
    await liveSite(payload, site)
    const ground = await layGround(payload)
    for (let number = 0; number < ENTRIES; number += 1)
      await createOffence(payload, editor, ground, `Entry ${number}`)
    // From now on the file belongs to the server; a MongoDB takes any number of processes.
    if (embedded) await payload.destroy()
    else env = { DATABASE_URL: process.env.DATABASE_URL ?? '' }
  })
  afterAll(async () => {
    if (!embedded) await database?.close()
    else if (dataDir) rmSync(dataDir, { recursive: true, force: true })
  })

  interface Processes extends Pick<RunningServer, 'url'> {
    output: () => string
    kill: () => Promise<void>
    stop: () => Promise<void>
  }
  const ended = (child: ChildProcess): Promise<void> =>
    child.exitCode !== null || child.signalCode !== null
      ? Promise.resolve()
      : new Promise((resolve) => child.once('exit', () => resolve()))

  /** The server, and the worker beside it where it does not do the work itself. */
  async function start(): Promise<Processes> {
    const server = await startServer([], dataDir, env)
    const children = [server.child]
    if (!embedded)
      children.push(
        spawn(process.execPath, ['bin/recourse.mjs', 'worker'], {
          env: { ...environment(dataDir, 0), ...env },
          stdio: 'ignore',
        }),
      )
    const end = async (signal: NodeJS.Signals): Promise<void> => {
      for (const child of children) child.kill(signal)
      await Promise.all(children.map(ended))
    }
    return {
      url: server.url,
      output: () => server.output(),
      kill: () => end('SIGKILL'),
      stop: () => end('SIGTERM'),
    }
  }

  /** Somebody at a keyboard: null where nobody answers any more. */
  async function signIn(url: string, email: string) {
    const call = async <T>(
      method: string,
      path: string,
      body?: unknown,
      token?: string,
    ): Promise<T | null> => {
      const response = await fetch(`${url}/api${path}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token ? { authorization: `JWT ${token}` } : {}),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      }).catch(() => null)
      const json: unknown = await response?.json().catch(() => null)
      return response?.status === 200 ? (json as T) : null
    }
    const login = await call<{ token: string }>('POST', '/users/login', { email, password: PASSWORD })
    if (!login) throw new Error(`${email} was not let in.`)
    return <T>(method: string, path: string, body?: unknown) => call<T>(method, path, body, login.token)
  }
  const all = async (ask: Awaited<ReturnType<typeof signIn>>, collection: string) =>
    ((await ask<{ docs: unknown[] }>('GET', `/${collection}?limit=0&pagination=false&depth=0`))?.docs ??
      []) as Record<string, unknown>[]

  it.skipIf(transactions)(
    'goes on where it was: nothing that was answered is lost, chains are whole, what is approved goes live (needs transactions)',
    { timeout: 3_600_000 },
    async () => {
      /** What people were told has happened: by entry the last revision, and each edition submitted or approved. */
      const told = {
        saved: new Map<string, number>(),
        submitted: new Set<string>(),
        approved: new Set<string>(),
      }

      for (let kill = 0; kill < KILLS; kill += 1) {
        const server = await start()
        const edith = await signIn(server.url, 'edith@example.org')
        const rey = await signIn(server.url, 'rey@example.org')
        let over = false
        const work = async ({ id, key }: Record<string, unknown>): Promise<void> => {
          const path = `/offences/${String(id)}`
          for (let count = 0; !over; count += 1) {
            const doc = await edith<Doc>('GET', `${path}?depth=0`)
            if (!doc) return
            const covers = `Save ${count} before kill ${kill}.`
            const saved = await edith<{ doc: Doc }>('PATCH', `${path}?depth=0`, {
              revision: doc.revision,
              covers,
            })
            if (!saved) return
            told.saved.set(String(key), saved.doc.revision)
            const note = `Note ${count} before kill ${kill}.`
            const submitted = await edith<Standing>('POST', `${path}/desk/submit`, {
              revision: saved.doc.revision,
              checkedOn: dayIn('UTC', new Date()),
              changeNote: note,
              changeKind: 'change',
            })
            if (!submitted?.open) return
            told.submitted.add(submitted.open.hash)
            const approved = await rey<Standing>('POST', `${path}/desk/approve`, {
              hash: submitted.open.hash,
            })
            if (!approved) return
            told.approved.add(submitted.open.hash)
          }
        }
        const people = Promise.all((await all(edith, 'offences')).map(work))
        // The first waits until something was promised; the others come at any moment.
        if (kill === 0)
          for (const until = Date.now() + PATIENCE; told.approved.size === 0 && Date.now() < until;)
            await new Promise((resolve) => setTimeout(resolve, 50))
        await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 3_000))
        await server.kill()
        over = true
        await people
      }

      expect(told.approved.size).toBeGreaterThan(0)
      const server = await start()
      const edith = await signIn(server.url, 'edith@example.org')
      // What is approved goes live, and is published: with no help, and soon.
      const settled = async (): Promise<boolean> => {
        const heads = await all(edith, 'heads')
        const work = await all(edith, 'work')
        return (
          heads.every(({ openState }) => openState !== 'approved') &&
          work.every(({ state }) => state === 'done')
        )
      }
      for (const until = Date.now() + PATIENCE; !(await settled()) && Date.now() < until;)
        await new Promise((resolve) => setTimeout(resolve, 200))
      expect(await settled(), server.output()).toBe(true)
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200)

      const docs = await all(edith, 'offences')
      const heads = await all(edith, 'heads')
      const events = (await all(edith, 'editorial-events')).map(({ actorId, actorName, details, ...event }) =>
        standIn<EditorialEvent>({
          ...event,
          edition: event.edition ?? null,
          previous: event.previous ?? null,
          actor: { id: actorId, name: actorName },
          details: JSON.parse(String(details)) as object,
        }),
      )
      await server.stop()

      const done = (action: string) =>
        new Set(events.filter((event) => event.action === action).map(({ edition }) => edition))
      for (const hash of told.submitted) expect(done('submit')).toContain(hash)
      for (const hash of told.approved) {
        expect(done('approve')).toContain(hash)
        // Nobody submitted again before it was approved, and it was not replaced before it went live.
        const after = events.filter(({ action }) => action === 'submit' || action === 'go-live')
        expect(after.some(({ edition }) => edition === hash)).toBe(true)
      }
      for (const { key, revision } of docs) {
        const head = heads.find(({ entry }) => entry === key)
        const chain = events.filter(({ entry }) => entry === key).sort((a, b) => a.n - b.n)
        expect(
          chainProblem(chain, { n: Number(head?.eventN), hash: head?.eventHash as never }),
          String(key),
        ).toBeNull()
        expect(revision, String(key)).toBe(head?.revision)
        expect(Number(revision), String(key)).toBeGreaterThanOrEqual(told.saved.get(String(key)) ?? 1)
        // The last approved edition is the one that readers see, unless a later one is open.
        const approved = chain.findLast(({ action }) => action === 'approve')
        const replaced = chain.some(({ action, n }) => action === 'submit' && n > (approved?.n ?? 0))
        if (approved && !replaced) expect(head?.liveHash, String(key)).toBe(approved.edition)
      }

      const verified = await recourse(dataDir, ['verify', 'events', '--json'], { env })
      expect(JSON.parse(verified.stdout)).toMatchObject({ problems: [] })
      expect(verified.code).toBe(0)
      expect(releaseProblems(dataDir)).toEqual([])
      const kept = JSON.parse(
        readFileSync(`${join(dataDir, currentRelease(dataDir))}.heads.json`, 'utf8'),
      ) as [string, number, string][]
      for (const { entry, n, action } of events)
        if (action === 'go-live')
          expect(
            kept.find(([key]) => key === entry)?.[1],
            `${entry} is in the release`,
          ).toBeGreaterThanOrEqual(n)
    },
  )
})
