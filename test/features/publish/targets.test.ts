import { readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pushNow } from '#desk/publish/push-now.ts'
import { targetsOf } from '#domain/publish/targets.ts'
import { actorOf } from '#lib/actor.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { readTargets } from '#store/publish/targets.ts'
import { deleteRows, findRows } from '#store/rows.ts'
import { toMail } from '#store/mail/outbox/stored-mail.ts'
import type { Context } from '#worker/context.ts'
import { withClaim } from '#worker/jobs/claim.ts'
import { composer } from '#worker/mail/compose.ts'
import { push, targetsDue } from '#worker/publish/push.ts'
import { isAlarmDue, tellOfTargets } from '#worker/publish/target-alarm.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { person, requestOf, type Person } from '../../support/desk/staff.ts'
import { emptyFolder } from '../../support/publish/pushing.ts'
import { publishSmall, TIME } from '../../support/publish/signed-release.ts'

const log = createLog('silent')
const MINUTE = 60_000

describe.skipIf(missing)(`targets of releases on ${databaseName}`, () => {
  let database: TestDatabase
  let ada: Person
  let edith: Person
  let folder: string
  let dataDir: string
  let now: Date
  let context: Context

  beforeAll(async () => {
    database = await openDatabase()
    ada = await person(database.payload, 'Ada', ['administrator'])
    edith = await person(database.payload, 'Edith', ['editor', 'reviewer'])
  })
  afterAll(() => database?.close())
  beforeEach(() => {
    folder = join(emptyFolder(), 'www')
    dataDir = emptyFolder()
    now = TIME
    const settings = { dataDir, publishTo: targetsOf(folder), publicUrl: 'https://desk.example.org' }
    context = {
      payload: database.payload,
      clock: { now: () => now },
      env: { ...env(), ...settings },
    }
  })
  afterEach(async () => {
    const { payload } = database
    await inOwnTransaction({ payload }, (req) => deleteRows(req, 'outbox', { kind: { equals: 'target' } }))
    for (const each of [dataDir, join(folder, '..')]) rmSync(each, { recursive: true, force: true })
  })

  const after = (minutes: number): void => void (now = new Date(TIME.getTime() + minutes * MINUTE))
  const pushed = () => withClaim(context, `push/${folder}`, (claimed) => push(claimed, { address: folder }))
  const state = async () => (await readTargets({ payload: database.payload }, [folder]))[0]
  const mails = () =>
    findRows({ payload: database.payload }, 'outbox', toMail, { kind: { equals: 'target' } }, 'id')
  const told = async (): Promise<{ to: string; subject: string; text: string }[]> => {
    const compose = composer(context)
    const messages = await Promise.all((await mails()).map(compose))
    return messages.map((each) => {
      if ('drop' in each) throw new Error(each.drop)
      return { to: each.to, subject: each.subject, text: each.text }
    })
  }
  const ask = async (who: Person, address = folder): Promise<void> => {
    const { payload } = database
    const actor = actorOf(await requestOf(payload, who))
    if (!actor) throw new Error('nobody')
    const { clock, env: settings } = context
    await inOwnTransaction({ payload }, (req) =>
      pushNow({ req, actor, clock, timeZone: 'UTC', targets: settings.publishTo }, address),
    )
  }

  it('are late after half an hour: administrators are told once, and once when they work again', async () => {
    await publishSmall(dataDir, 'One')
    writeFileSync(folder, '')
    await expect(pushed()).rejects.toThrow()
    after(29)
    expect(await isAlarmDue(context)).toBe(false)
    after(31)
    expect(await isAlarmDue(context)).toBe(true)
    await tellOfTargets(context, log)
    const { problem = null } = (await state()) ?? {}
    expect(problem).toContain('A file stands where a folder is needed')
    expect(await told()).toEqual([
      {
        to: 'ada@example.org',
        subject: `Readers have an old release: ${folder}`,
        text: `Ada,

What is published does not reach the readers of ${folder}: they have what was published before 2026-11-21, 10:00 UTC.

${problem}

It is tried again and again. The desk says how it stands, and pushes at once if you ask:
https://desk.example.org/admin
`,
      },
    ])
    after(600)
    expect(await isAlarmDue(context)).toBe(false)
    await publishSmall(dataDir, 'Two')
    await expect(pushed()).rejects.toThrow()
    expect(await isAlarmDue(context), 'it is one lateness').toBe(false)

    rmSync(folder)
    await pushed()
    expect(await isAlarmDue(context)).toBe(true)
    await tellOfTargets(context, log)
    expect(await isAlarmDue(context)).toBe(false)
    expect((await told()).filter(({ subject }) => subject.includes('again'))).toEqual([
      {
        to: 'ada@example.org',
        subject: `Readers have the current release again: ${folder}`,
        text: `Ada,

The readers of ${folder} have what is published. They had an old release since 2026-11-21, 10:00 UTC.
`,
      },
    ])
    expect(await mails()).toHaveLength(2)
  })

  it('are told of by nobody where they work again before they are late', async () => {
    await publishSmall(dataDir, 'One')
    writeFileSync(folder, '')
    await expect(pushed()).rejects.toThrow()
    after(20)
    rmSync(folder)
    await pushed()
    after(60)
    expect(await isAlarmDue(context)).toBe(false)
    await tellOfTargets(context, log)
    expect(await mails()).toEqual([])
  })

  it('are pushed to at once if an administrator asks, whatever the back-off', async () => {
    await publishSmall(dataDir, 'One')
    writeFileSync(folder, '')
    await expect(pushed()).rejects.toThrow()
    expect(await targetsDue(context)).toEqual([])
    rmSync(folder)
    await ask(ada)
    expect(await state()).toMatchObject({ problem: null, askedAt: TIME.toISOString() })
    expect(await targetsDue(context)).toEqual([folder])
    await pushed()
    expect(await state()).toMatchObject({ askedAt: null, behindSince: null })
    expect(await targetsDue(context)).toEqual([])
  })

  it('are compared if an administrator asks, although they have the release', async () => {
    await publishSmall(dataDir, 'One')
    await pushed()
    const page = join(folder, readlinkSync(join(folder, 'current')), 'index.html')
    writeFileSync(page, '<h1>Call me first</h1>')
    expect(await targetsDue(context)).toEqual([])
    await ask(ada)
    expect(await targetsDue(context)).toEqual([folder])
    await pushed()
    expect(readFileSync(page, 'utf8')).toBe('<h1>One</h1>')
    expect(await targetsDue(context)).toEqual([])
  })

  it('are asked for by administrators alone, and only those in the setting', async () => {
    await expect(ask(edith)).rejects.toThrow('Only administrators push.')
    await expect(ask(ada, '/srv/other')).rejects.toThrow('Nothing is pushed there any more.')
    expect(await state()).toMatchObject({ askedAt: null })
  })
})
