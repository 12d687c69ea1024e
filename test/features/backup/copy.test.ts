import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorsOf } from '#domain/desk/authors.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
import type { Identity } from '#domain/desk/single-sign-on.ts'
import { calendarOwner } from '#desk/desk/calendar-link.ts'
import { calendarToken } from '#lib/calendar-token.ts'
import { newRecoveryCodes, recoveryHash, recoveryHashes } from '#lib/second-factor/recovery-codes.ts'
import { newTotp, openTotp, sealTotp } from '#lib/second-factor/totp.ts'
import { readAlarms } from '#store/alarms.ts'
import { writeCalendarNonce } from '#store/desk/calendar-links.ts'
import { addLink, findLink } from '#store/desk/identities.ts'
import { addFactor, readFactors, takeRecoveryCode } from '#store/desk/second-factors.ts'
import { insertRow } from '#store/rows.ts'
import { openAt } from '#store/transfer/open-at.ts'
import { readStaff } from '#store/desk/staff.ts'
import { findStoredSubscribers } from '../../support/backup/subscribers.ts'
import { copyDatabase } from '#worker/backup/copy.ts'
import { AT, here, layForBackup } from '../../support/backup/laid.ts'
import { emptyPlace, KINDS } from '../../support/backup/places.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'

/** Ids that others gave. */
const OTHERS = '3f2504e0-4f89-11d3-9a0c-0305e82c3301'
const PAGE = `https://law.example.org/${OTHERS}/act`
const AT_PROVIDER: Identity = { issuer: 'https://id.example.org', subject: OTHERS, email: null }

describe.skipIf(missing)(`a copy of a database on ${databaseName}`, () => {
  let database: TestDatabase
  const app = newTotp('ada@example.org')
  const [recovery = ''] = newRecoveryCodes()
  let calendar: string

  beforeAll(async () => {
    database = await openDatabase()
    await layForBackup(database)
    const { payload, dataDir } = database
    const req = { payload }
    const [ada] = await readStaff(req)
    const account = String(ada?.id)
    for (const [kind, secret] of [
      ['totp', sealTotp(dataDir, account, app.secret)],
      ['recovery', recoveryHash(dataDir, account, recovery)],
    ] as const)
      await addFactor(req, {
        account,
        kind,
        name: kind,
        secret,
        credential: null,
        transports: [],
        counter: 0,
        createdAt: AT,
        confirmedAt: AT,
        usedAt: null,
      })
    await addLink(req, AT_PROVIDER, account, new Date(AT))
    await writeCalendarNonce(req, account, 'nonce')
    calendar = calendarToken('secret', account, 'nonce')
    await insertRow(req, 'alarms', { name: 'a', since: AT, toldAt: null, words: `Look at ${PAGE}` })
  })

  /** The account is opened by what its owner has: an app, recovery codes, a calendar link, an identity elsewhere. */
  async function opensAllDoors(payload: Payload, account: string): Promise<void> {
    const req = { payload }
    const { dataDir } = database
    const kept = await readFactors(req, account)
    const sealed = kept.find(({ kind }) => kind === 'totp')?.secret ?? ''
    expect(openTotp(dataDir, account, sealed)).toBe(app.secret)
    expect(
      await takeRecoveryCode(req, account, recoveryHashes(dataDir, account, recovery), new Date(AT)),
    ).toBe(true)
    expect(await calendarOwner(req, 'secret', calendar)).toBe(`user:${account}`)
    expect((await findLink(req, AT_PROVIDER))?.account).toBe(account)
  }

  afterAll(() => database.close())

  it.each(KINDS)('into %s is the same, and a person is still the same person there', async (kind) => {
    const place = emptyPlace(kind)
    const { default: config } = await import('#config')
    const open = (): Promise<Payload> => openAt(config, place.database)
    try {
      const copied = await copyDatabase({ from: here(database), open })
      expect(copied.problems).toEqual([])
      expect(copied.counts.subscribers).toBe(3)
      const [before] = await readStaff({ payload: database.payload })
      const payload = await open()
      try {
        const [after] = await readStaff({ payload })
        expect(after?.email).toBe(before?.email)
        // What Ada saved before the copy is still hers after it: she may not approve it.
        const save = { action: 'save', revision: 2, actor: { id: `user:${before?.id}`, name: 'Ada' } }
        const events = [save] as unknown as EditorialEvent[] // the fields that are read
        expect(authorsOf({ revision: 2 }, null, events)).toContain(`user:${after?.id}`)
        expect(await findStoredSubscribers(payload)).toEqual(await findStoredSubscribers(database.payload))
        await opensAllDoors(payload, String(after?.id))
        const [alarm] = await readAlarms({ payload })
        expect(alarm?.words).toBe(`Look at ${PAGE}`)
      } finally {
        await payload.destroy()
      }
    } finally {
      await place.remove()
    }
  })
})
