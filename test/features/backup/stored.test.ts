import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backupPlace } from '#domain/publish/backup/settings.ts'
import { noteOptOut } from '#lib/opt-outs.ts'
import { checkArchive } from '#pipelines/backup/open.ts'
import type { SealedFor } from '#pipelines/backup/seal.ts'
import { storeBackup } from '#worker/backup/store.ts'
import { AT, here, keyPair, layForBackup } from '../../support/backup/laid.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { ACCOUNT, BUCKET, startBucketServer, type BucketServer } from '../../support/publish/bucket-server.ts'

const KEEP = { days: 2, weeks: 0, months: 0 }

describe.skipIf(missing)(`where backups are stored, on ${databaseName}`, () => {
  let database: TestDatabase
  let sealedFor: SealedFor
  let folder: string
  let server: BucketServer

  beforeAll(async () => {
    Object.assign(process.env, ACCOUNT)
    database = await openDatabase()
    await layForBackup(database)
    ;({ sealedFor } = await keyPair())
    folder = mkdtempSync(join(tmpdir(), 'recourse-stored-'))
    server = await startBucketServer(join(folder, 'bucket'))
    await noteOptOut(database.dataDir, { at: AT, lookup: 'x', deed: 'left' })
  })
  afterAll(async () => {
    await server.close()
    await database.close()
    rmSync(folder, { recursive: true, force: true })
    for (const name of Object.keys(ACCOUNT)) Reflect.deleteProperty(process.env, name)
  })

  it('a folder keeps as many as the setting says, the list of who has left, and nothing half', async () => {
    const place = backupPlace(join(folder, 'kept'))
    await storeBackup(here(database), { place, sealedFor, keep: KEEP })
    const at = join(folder, 'kept')
    for (const name of [
      'recourse-20260101T000000Z.tar',
      'recourse-20261120T000000Z.tar',
      'recourse-20261119T000000Z.tar.part',
    ])
      writeFileSync(join(at, name), 'earlier')
    const { removed, name } = await storeBackup(here(database), { place, sealedFor, keep: KEEP })
    expect(removed).toEqual(['recourse-20260101T000000Z.tar'])
    expect(readdirSync(at).sort()).toEqual(['opt-outs.ndjson', 'recourse-20261120T000000Z.tar', name])
    expect(readFileSync(join(at, 'opt-outs.ndjson'), 'utf8')).toContain('"deed":"left"')
  })

  it('a bucket gets the same, whole, and what it has of earlier ones is removed by the same rule', async () => {
    const place = backupPlace(server.address.replace(/\?/, '/backups?'))
    const stored = await storeBackup(here(database), { place, sealedFor, keep: KEEP })
    expect(stored.place).toBe(`s3://${BUCKET}/site/backups/${stored.name}`)
    const puts = server.asked.filter(({ method, path }) => method === 'PUT' && path.includes('.tar'))
    expect(puts.length).toBeGreaterThan(0)
    const { endpoint, region } = server.target
    const client = new S3Client({ endpoint: endpoint ?? '', region, forcePathStyle: true })
    const Key = `site/backups/${stored.name}`
    const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key }))
    const copy = join(folder, 'copy.tar')
    writeFileSync(copy, (await Body?.transformToByteArray()) ?? '')
    client.destroy()
    expect((await checkArchive(copy)).made).toBe(stored.manifest.made)
    expect(readdirSync(join(database.dataDir, 'backups'))).toEqual([])
  })
})
