import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { backupPlace } from '#domain/publish/backup/settings.ts'
import { backupSite } from '#lib/backup-site.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { noteOptOut, optOutsIn, optOutsOf, readOptOuts, type OptOut } from '#lib/opt-outs.ts'
import { newKey } from '#pipelines/backup/seal.ts'
import { addressBook } from '#lib/addresses.ts'
import { leave } from '#desk/mail/leave.ts'
import { readBackupState } from '#store/publish/backups.ts'
import { findSubscriber } from '#store/mail/subscribers.ts'
import { issueToken } from '#store/mail/mail-tokens.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import type { Context } from '#worker/context.ts'
import { areOptOutsNew } from '#worker/backup/opt-outs.ts'
import { readHealth } from '#worker/health/read-health.ts'
import { AT, clock, layForBackup, lookupOf } from '../../support/backup/laid.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { leaseOf } from '../../support/kinds-of-work.ts'
import { runJob } from '../../support/jobs.ts'

describe.skipIf(missing)(`backups by the worker on ${databaseName}`, () => {
  const log = createLog('silent')
  let database: TestDatabase
  let folder: string
  let context: Context

  beforeAll(async () => {
    database = await openDatabase()
    await layForBackup(database)
    folder = join(mkdtempSync(join(tmpdir(), 'recourse-nightly-')), 'backups')
    const { recipient } = await newKey()
    const backup = { ...env().backup, to: backupPlace(folder), recipients: [recipient] }
    context = { payload: database.payload, clock, env: { ...env(), backup } }
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  afterAll(async () => {
    rmSync(join(folder, '..'), { recursive: true, force: true })
    await database.close()
  })

  it('says what went wrong, is tried again, and is made', async () => {
    writeFileSync(folder, 'a file in the way')
    await runJob('backup', context, log)
    const failed = await readBackupState({ payload: database.payload }, folder)
    expect(failed).toMatchObject({ name: null, at: null, problem: expect.stringContaining(folder) as string })
    expect((await readHealth(context, [])).backup).toEqual({ at: null, problem: failed.problem })
    rmSync(folder)
    clock.set('2026-11-21T12:11:00Z')
    await runJob('backup', context, log)
    const [name = ''] = readdirSync(folder).filter((each) => each.endsWith('.tar'))
    expect(name).toBe(`recourse-${backupSite(database.dataDir)}-20261121T121100Z.tar`)
    const made = await readBackupState({ payload: database.payload }, folder)
    expect(made).toEqual({ name, at: '2026-11-21T12:11:00.000Z', problem: null })
    expect((await leaseOf(database.payload, 'backup/'))?.doneAt).toBeTruthy()
    rmSync(join(folder, name))
    await runJob('backup', context, log)
    expect(existsSync(join(folder, name))).toBe(false)
    clock.set(AT)
  })

  it('copies the list of who has left whole, also where it was stopped before', async () => {
    const { dataDir } = database
    const line = { at: AT, lookup: lookupOf(dataDir, 'anna'), deed: 'left' } as const
    await noteOptOut(dataDir, line)
    expect(await areOptOutsNew(context)).toBe(true)
    await runJob('opt-outs', context, log)
    const name = optOutsOf(backupSite(dataDir))
    const copied = (): OptOut[] => optOutsIn(readFileSync(join(folder, name), 'utf8'))
    expect(copied()).toEqual([line])
    expect(await areOptOutsNew(context)).toBe(false)
    // What was begun and not ended is copied again, and a line that was cut off is no line.
    writeFileSync(join(folder, `${name}.part`), 'half')
    await noteOptOut(dataDir, { ...line, deed: 'joined' })
    writeFileSync(join(dataDir, 'opt-outs.ndjson'), '{"at":"2026', { flag: 'a' })
    await noteOptOut(dataDir, line)
    await runJob('opt-outs', context, log)
    expect(readdirSync(folder)).toEqual([name])
    expect(copied().map(({ deed }) => deed)).toEqual(['left', 'joined', 'left'])
  })

  it('the list has whoever leaves by the link of a mail, before the database has it', async () => {
    const { payload, dataDir } = database
    const req = { payload }
    const found = await findSubscriber(req, lookupOf(dataDir, 'carl'))
    const token = await inOwnTransaction(req, (mine) =>
      issueToken(mine, { subscriber: found?.id ?? '', purpose: 'mail', at: clock.now() }),
    )
    await leave({ req, clock, book: addressBook(dataDir) }, token)
    expect((await readOptOuts(dataDir)).at(-1)).toEqual({
      at: clock.now().toISOString(),
      lookup: found?.lookup,
      deed: 'left',
    })
  })
})
