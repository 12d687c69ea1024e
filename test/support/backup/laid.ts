import type { Payload } from 'payload'
import { addressBook } from '#lib/addresses.ts'
import { env } from '#lib/env.ts'
import { fixedClock } from '#lib/clock.ts'
import { newKey, type OpenedWith, type SealedFor } from '#pipelines/backup/seal.ts'
import { manifestHash } from '#pipelines/release/manifest.ts'
import { newestSeq } from '#store/publish/changes.ts'
import { writeReleaseRow } from '#store/publish/releases.ts'
import { insertRow, type MachineCollection } from '#store/rows.ts'
import { followAll } from '#domain/mail/subscribing.ts'
import type { TestDatabase } from '../database.ts'
import { loadSample } from '../content/sample.ts'
import { person } from '../desk/staff.ts'
import { publishSmall } from '../publish/signed-release.ts'

export const AT = '2026-11-21T12:00:00Z'
export const clock = fixedClock(AT)

/** The sample corpus, two accounts, three subscribers, an outbox, and two releases. */
export async function layForBackup(database: TestDatabase): Promise<void> {
  const { payload, dataDir } = database
  await loadSample(database)
  await person(payload, 'Ada', ['administrator', 'editor'])
  await person(payload, 'Ben', ['reviewer'])
  for (const name of ['first', 'second']) {
    const { name: release, manifest } = await publishSmall(dataDir, name)
    await writeReleaseRow(
      { payload },
      { name: release, manifest, manifestHash: manifestHash(manifest), rendered: 1, printed: 0 },
    )
  }
  for (const name of ['anna', 'bela', 'carl']) await subscriber(payload, dataDir, name)
}

export const lookupOf = (dataDir: string, name: string): string =>
  addressBook(dataDir).lookup(`${name}@example.org`)

/** An active subscriber to everything who was told nothing yet. */
export async function subscriber(payload: Payload, dataDir: string, name: string): Promise<void> {
  const address = `${name}@example.org`
  const book = addressBook(dataDir)
  await insertRow({ payload }, 'subscribers', {
    lookup: book.lookup(address),
    address: book.seal(address),
    state: 'active',
    follows: JSON.stringify(followAll({ places: ['*'], entries: [] }, 0)),
    cadence: 'daily',
    atOnce: true,
    format: 'html',
    coveredTo: await newestSeq({ payload }),
    createdAt: AT,
    confirmedAt: AT,
    endedAt: null,
    why: null,
    askedSince: null,
    asked: 0,
  })
}

export const here = ({ payload }: { payload: Payload }) => ({ payload, env: env(), clock })

export async function keyPair(): Promise<{ sealedFor: SealedFor; key: OpenedWith }> {
  const { identity, recipient } = await newKey()
  return { sealedFor: { recipients: [recipient] }, key: { identities: [identity] } }
}

/** Adds a mail to the outbox. */
export const mail = (payload: Payload, values: Record<string, unknown>): Promise<void> =>
  insertRow({ payload }, 'outbox' satisfies MachineCollection, {
    recipient: 'user:nobody',
    run: null,
    args: '{}',
    messageId: `${String(values.key)}@example.org`,
    state: 'pending',
    priority: 1,
    tries: 0,
    createdAt: AT,
    notBefore: AT,
    holder: null,
    token: 0,
    attemptedAt: null,
    endedAt: null,
    answer: null,
    ...values,
  })
