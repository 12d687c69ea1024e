import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Payload } from 'payload'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { noteOptOut } from '#lib/opt-outs.ts'
import type { OpenedWith, SealedFor } from '#pipelines/backup/seal.ts'
import { undoneKeys } from '#store/leases.ts'
import { readStaff } from '#store/desk/staff.ts'
import { keepPasswordLink } from '#store/mail/password-links.ts'
import { readRun } from '#store/mail/digest-runs.ts'
import { findSubscriber } from '#store/mail/subscribers.ts'
import { toMail } from '#store/mail/outbox/stored-mail.ts'
import { nextSeq } from '#store/publish/changes.ts'
import { newestRelease } from '#store/publish/releases.ts'
import { findRows, insertRow } from '#store/rows.ts'
import { rowSets } from '#store/transfer/collections.ts'
import { openAt } from '#store/transfer/open-at.ts'
import { readSet, type PlainRow } from '#store/transfer/read.ts'
import { checkRelease } from '#pipelines/release/check.ts'
import { readCurrent } from '#pipelines/release/current.ts'
import { makeBackup } from '#worker/backup/make.ts'
import { recordProblemsOf } from '#worker/backup/proofs.ts'
import { SLOT_JOBS } from '#worker/jobs/list.ts'
import { slotKey } from '#worker/jobs/slot-key.ts'
import { restoreBackup, type Restored, type Restoring } from '#worker/backup/restore.ts'
import { AT, clock, here, keyPair, layForBackup, lookupOf, mail } from '../../support/backup/laid.ts'
import { emptyPlace, KINDS, type Place } from '../../support/backup/places.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'

describe.skipIf(missing)(`a backup on ${databaseName}`, () => {
  let database: TestDatabase
  let archive: string
  let sealedFor: SealedFor
  let key: OpenedWith
  const places: Place[] = []

  const place = (kind: (typeof KINDS)[number] = 'sqlite'): Place => {
    const made = emptyPlace(kind)
    places.push(made)
    return made
  }
  // The settings are read by then.
  const openHere = async ({ database: settings }: Place): Promise<Payload> =>
    openAt((await import('#config')).default, settings)
  const restoreInto = (into: Place, more: Partial<Restoring> = {}): Promise<Restored> =>
    restoreBackup({
      archive,
      key,
      ...into,
      clock,
      timeZone: 'UTC',
      open: () => openHere(into),
      ...more,
    })
  const opened = async <T>(at: Place, work: (payload: Payload) => Promise<T>): Promise<T> => {
    const payload = await openHere(at)
    try {
      return await work(payload)
    } finally {
      await payload.destroy()
    }
  }
  const rowsOf = async (payload: Payload, name: string): Promise<PlainRow[]> => {
    const set = rowSets(payload).find((each) => each.name === name)
    const rows: PlainRow[] = []
    if (set) for await (const page of readSet({ req: { payload } }, set)) rows.push(...page)
    return rows
  }

  beforeAll(async () => {
    database = await openDatabase()
    await layForBackup(database)
    const { payload, dataDir } = database
    await insertRow({ payload }, 'digest-runs', {
      key: 'daily/2026-11-20',
      kind: 'daily',
      fromSeq: 0,
      toSeq: 1,
      state: 'planned',
      mails: 2,
      startedAt: AT,
      plannedAt: AT,
      note: null,
    })
    const ben = (await readStaff({ payload })).find(({ email }) => email === 'ben@example.org')
    await keepPasswordLink({ payload }, { user: ben?.id ?? '', hash: 'invited', at: new Date(AT) })
    await mail(payload, { key: 'digest/daily/2026-11-20/a', kind: 'digest', run: 'daily/2026-11-20' })
    await mail(payload, { key: 'confirm/b', kind: 'confirm' })
    await mail(payload, { key: 'watch/c', kind: 'watch', state: 'sent', endedAt: AT })
    ;({ sealedFor, key } = await keyPair())
    archive = join(mkdtempSync(join(tmpdir(), 'recourse-backup-')), 'backup.tar')
    await makeBackup(here(database), { path: archive, sealedFor })
    expect(dataDir).not.toBe('')
  })
  afterEach(async () => {
    for (const each of places.splice(0)) await each.remove()
  })
  afterAll(async () => {
    rmSync(join(archive, '..'), { recursive: true, force: true })
    await database.close()
  })

  it.each(KINDS)(
    'is restored into an empty %s, and gives the same record and the same live site',
    async (kind) => {
      const into = place(kind)
      // The folder is a disk of its own.
      mkdirSync(join(into.dataDir, 'lost+found'), { recursive: true })
      const { manifest, problems } = await restoreInto(into)
      const { payload } = database
      expect(manifest.snapshot?.hash).toMatch(/^[0-9a-f]{64}$/)
      expect(problems).toEqual([])
      await opened(into, async (restored) => {
        for (const name of ['offences', 'sources', 'editorial-events', 'editions', 'offences.versions']) {
          const before = await rowsOf(payload, name)
          expect((await rowsOf(restored, name)).length, name).toBe(before.length)
          expect(before.length, name).toBeGreaterThan(0)
        }
        const offence = (rows: PlainRow[]) => rows.find((row) => row.key === 'scotland/offence/stalking')
        const [before, after] = [
          offence(await rowsOf(payload, 'offences')),
          offence(await rowsOf(restored, 'offences')),
        ]
        expect(after?.maximumPenalty).toEqual(before?.maximumPenalty)
        expect((after?.citations as unknown[]).length).toBe((before?.citations as unknown[]).length)
        const sources = new Set((await rowsOf(restored, 'sources')).map(({ id }) => id))
        for (const { source } of after?.citations as { source: unknown }[]) expect(sources).toContain(source)
        expect(await recordProblemsOf(restored, into.dataDir)).toEqual([])
      })
      expect(readFileSync(join(into.dataDir, 'current/index.html'), 'utf8')).toBe('<h1>second</h1>')
      const current = await readCurrent(into.dataDir)
      expect(current && (await checkRelease(current))).toEqual([])
      expect(readFileSync(join(into.dataDir, 'secrets/signing'), 'utf8')).toBe(
        readFileSync(join(database.dataDir, 'secrets/signing'), 'utf8'),
      )
    },
  )

  it('has no address, password or key in clear', () => {
    const bytes = readFileSync(archive).toString('latin1')
    for (const name of [
      'ada@example.org',
      'anna@example.org',
      lookupOf(database.dataDir, 'anna'),
      '"hash":"',
      '"salt"',
    ])
      expect(bytes).not.toContain(name)
    expect(bytes).toContain('age-encryption.org/v1')
  })

  it('stores a file once that releases share', () => {
    const bytes = readFileSync(archive).toString('latin1')
    expect(bytes.split('words words words words').length).toBeLessThan(250)
    expect(statSync(archive).size).toBeLessThan(4_000_000)
  })

  it('lets nobody be written to twice, or after leaving, and nobody stay signed in', async () => {
    const into = place()
    mkdirSync(into.dataDir, { recursive: true })
    const left = {
      at: '2026-11-21T13:00:00Z',
      lookup: lookupOf(database.dataDir, 'anna'),
      deed: 'left',
    } as const
    await noteOptOut(into.dataDir, left)
    const optOuts = [{ ...left, lookup: lookupOf(database.dataDir, 'bela'), deed: 'erased' as const }]
    const { settled } = await restoreInto(into, { optOuts })
    expect(settled).toMatchObject({ left: 2, lost: [] })
    expect(settled?.held).toContain('daily/2026-11-20')
    await opened(into, async (restored) => {
      const req = { payload: restored }
      expect((await findSubscriber(req, left.lookup))?.state).toBe('left')
      expect(await findSubscriber(req, lookupOf(database.dataDir, 'bela'))).toBeNull()
      expect((await findSubscriber(req, lookupOf(database.dataDir, 'carl')))?.state).toBe('active')
      const mails = new Map(
        (await findRows(req, 'outbox', toMail, {}, 'key')).map((each) => [each.key, each]),
      )
      expect(mails.get('digest/daily/2026-11-20/a')).toMatchObject({
        state: 'pending',
        notBefore: '9999-12-31T00:00:00.000Z',
      })
      expect(mails.get('confirm/b')).toMatchObject({ state: 'dropped' })
      expect(mails.get('watch/c')).toMatchObject({ state: 'sent' })
      expect((await readRun(req, 'daily/2026-11-20'))?.state).toBe('held')
      const weekly = ['watch-mail', 'sign-of-life'].map((name) => {
        const job = SLOT_JOBS.find((each) => each.name === name)
        if (!job) throw new Error(`There is no job “${name}”.`)
        return slotKey({ ...here(database), payload: restored }, job)
      })
      expect(await undoneKeys(req, weekly)).toEqual([])
      const links = async (of: Payload) =>
        (await rowsOf(of, 'users')).filter(({ resetPasswordToken }) => Boolean(resetPasswordToken)).length
      expect([await links(database.payload), await links(restored)]).toEqual([1, 0])
    })
  })

  it('gives no number again that readers may have seen', async () => {
    const into = place()
    const { manifest } = await restoreInto(into)
    await opened(into, async (restored) => {
      expect((await newestRelease({ payload: restored }))?.sequence).toBe(1_002)
      expect(await nextSeq({ payload: restored })).toBe(manifest.changes + 1_001)
      expect(await recordProblemsOf(restored, into.dataDir)).toEqual([])
    })
  })

  it('is refused by a place that is not empty, which stays as it is', async () => {
    const folder = place()
    mkdirSync(folder.dataDir, { recursive: true })
    writeFileSync(join(folder.dataDir, 'notes.txt'), 'mine')
    await expect(restoreInto(folder)).rejects.toThrow(/is not empty: it has notes\.txt/)
    for (const kind of KINDS) {
      const full = place(kind)
      await restoreInto(full)
      const empty = place()
      await expect(restoreInto({ ...full, dataDir: empty.dataDir })).rejects.toThrow(
        /The database is not empty/,
      )
      expect(existsSync(join(empty.dataDir, 'secrets'))).toBe(false)
    }
  })

  it('is opened by its own key alone', async () => {
    const into = place()
    const other = await keyPair()
    await expect(restoreInto(into, { key: other.key })).rejects.toThrow(/cannot be opened with this key/)
    expect(existsSync(join(into.dataDir, 'secrets'))).toBe(false)
  })

  it('of a newer version is refused, and nothing is written', async () => {
    const { db } = database.payload
    const later = { name: '29991231_000000_later', batch: 1 }
    await db.create({ collection: 'payload-migrations', data: later })
    const newer = join(archive, '../newer.tar')
    await makeBackup(here(database), { path: newer, sealedFor })
    await db.deleteMany({ collection: 'payload-migrations', where: { name: { equals: later.name } } })
    for (const kind of KINDS) {
      const into = place(kind)
      await expect(restoreInto(into, { archive: newer })).rejects.toThrow(
        'The backup is of a newer version of Recourse, whose database has changed since (29991231_000000_later). Restore it with that version, or a later one.',
      )
      expect(existsSync(into.dataDir)).toBe(false)
    }
    rmSync(newer)
  })

  it('names the part in which a byte has changed', async () => {
    const whole = readFileSync(archive)
    const damaged = join(archive, '../damaged.tar')
    const parts = ['rows/offences/', 'private.ndjson', 'releases/', 'index/0001', 'manifest.json']
    for (const part of parts) {
      const at = whole.indexOf(part)
      expect(at, part).toBeGreaterThan(-1)
      const bytes = Buffer.from(whole)
      const byte = at - (at % 512) + 512 + 20
      bytes[byte] = (bytes[byte] ?? 0) ^ 1
      writeFileSync(damaged, bytes)
      const into = place()
      await expect(restoreInto(into, { archive: damaged })).rejects.toThrow(new RegExp(`Damaged: .*${part}`))
      expect(existsSync(into.dataDir)).toBe(false)
    }
    rmSync(damaged)
  })
})
