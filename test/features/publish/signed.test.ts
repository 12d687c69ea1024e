import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256 } from '#domain/hash.ts'
import { knownSigningKeys, rotateSigningKey } from '#lib/signing-keys.ts'
import { readCurrent, type Release } from '#pipelines/release/current.ts'
import { manifestHash, manifestText } from '#pipelines/release/manifest.ts'
import { folderSource } from '#pipelines/release/verify-folder.ts'
import { verifyRelease, type Verified } from '#pipelines/release/verify.ts'
import { updateRow } from '#store/rows.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { publishedSample } from '../../support/publish/published-sample.ts'

describe.skipIf(missing)(`signed releases on ${databaseName}`, () => {
  let database: TestDatabase
  let published: Awaited<ReturnType<typeof publishedSample>>

  beforeAll(async () => {
    database = await openDatabase()
    published = await publishedSample(database)
  })
  afterAll(() => database?.close())

  async function current(): Promise<Release> {
    const release = await readCurrent(database.dataDir)
    if (!release) throw new Error('Nothing is current.')
    return release
  }

  const verified = async (): Promise<Verified> =>
    verifyRelease(await folderSource(database.dataDir), {
      keys: (knownSigningKeys(database.dataDir) ?? []).map(({ publicKey }) => publicKey),
    })

  /** Makes the current release one of a version that did not sign. */
  async function unsign(): Promise<Release> {
    const { name, folder, manifest } = await current()
    const { signing: _signing, previous: _previous, ...unsigned } = manifest
    for (const path of [`${folder}.manifest.json`, `${folder}.manifest.sig`]) rmSync(path)
    for (const path of ['manifest.json', 'manifest.sig', 'signing-keys.json']) rmSync(join(folder, path))
    writeFileSync(join(folder, 'manifest.json'), manifestText(unsigned))
    const hash = manifestHash(unsigned)
    await updateRow(database, 'releases', { name: { equals: name } }, { manifestHash: hash })
    return { name, folder, manifest: unsigned }
  }

  const UNCHANGED = { rendered: 0, printed: 0, problems: [], madeAgain: [] }

  it('are verified by the public key, and stay as they are while nothing changes', async () => {
    const { manifest } = await current()
    expect(manifest.previous).toBeNull()
    expect(await verified()).toMatchObject({
      release: { sequence: 1, key: manifest.signing?.key },
      files: manifest.files.length,
      problems: [],
    })
    expect(await published.publishAgain()).toMatchObject({ changed: false, ...UNCHANGED })
  })

  it('follow one that was not signed, at once, and cover it', async () => {
    const before = await unsign()
    expect((await verified()).problems).toMatchObject([{ kind: 'not-signed', path: '/manifest.json' }])
    expect(await published.publishAgain()).toMatchObject({ changed: true, ...UNCHANGED })
    const { manifest } = await current()
    expect(manifest.previous).toEqual({ sequence: 1, sha256: manifestHash(before.manifest) })
    expect(manifest.files).toEqual(before.manifest.files)
    expect(await verified()).toMatchObject({ chain: 1, problems: [], notes: [] })
  })

  it('are signed anew when the key was rotated, without making anything anew', async () => {
    const key = await rotateSigningKey(database.dataDir, new Date('2026-11-22T00:00:00Z'))
    expect(await published.publishAgain()).toMatchObject({ changed: true, ...UNCHANGED })
    expect((await current()).manifest.signing?.key).toBe(key.id)
    expect(await verified()).toMatchObject({ chain: 2, problems: [], notes: [] })
    expect(await published.publishAgain()).toMatchObject({ changed: false })
  })

  it('are published again where the signature is lost', async () => {
    const { folder, manifest } = await current()
    rmSync(join(folder, 'manifest.sig'))
    expect(await published.publishAgain()).toMatchObject({
      changed: true,
      ...UNCHANGED,
      madeAgain: [{ path: '/manifest.sig', problem: 'is lost' }],
    })
    expect((await current()).manifest.previous?.sequence).toBe(manifest.sequence)
    expect((await verified()).problems).toEqual([])
  })

  it('go on in the chain where a manifest was altered, by what the database knows of it', async () => {
    const { folder, manifest } = await current()
    const path = join(folder, 'manifest.json')
    const text = readFileSync(path, 'utf8')
    rmSync(path)
    writeFileSync(path, manifestText({ ...manifest, time: '2026-11-20T00:00:00.000Z' }))
    expect(await published.publishAgain()).toMatchObject({
      changed: true,
      ...UNCHANGED,
      madeAgain: [{ path: '/manifest.json', problem: 'is lost or was altered' }],
    })
    const next = (await current()).manifest
    expect(next.previous).toEqual({ sequence: manifest.sequence, sha256: sha256(text) })
    // What is kept beside the release is whole.
    expect(await verified()).toMatchObject({ chain: 4, problems: [], notes: [] })
  })
})
