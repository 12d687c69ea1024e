import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backupPlace } from '#domain/publish/backup/settings.ts'
import { backupSite } from '#lib/backup-site.ts'
import { noteOptOut, optOutsOf } from '#lib/opt-outs.ts'
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
    const site = backupSite(database.dataDir)
    for (const name of ['20260101T000000Z.tar', '20261120T000000Z.tar', '20261119T000000Z.tar.part'])
      writeFileSync(join(at, `recourse-${site}-${name}`), 'earlier')
    const { removed, name } = await storeBackup(here(database), { place, sealedFor, keep: KEEP })
    expect(removed).toEqual([`recourse-${site}-20260101T000000Z.tar`])
    expect(readdirSync(at).sort()).toEqual([optOutsOf(site), `recourse-${site}-20261120T000000Z.tar`, name])
    expect(readFileSync(join(at, optOutsOf(site)), 'utf8')).toContain('"deed":"left"')
  })

  it('two sites in one folder at one moment have each their own, also what is unfinished and who has left', async () => {
    const path = join(folder, 'shared')
    const place = backupPlace(path)
    const mine = here(database)
    const theirs = { ...mine, env: { ...mine.env, dataDir: join(folder, 'theirs') } }
    await noteOptOut(theirs.env.dataDir, { at: AT, lookup: 'y', deed: 'erased' })
    const keep = { days: 1, weeks: 0, months: 0 }
    const [site, other] = [mine, theirs].map(({ env }) => backupSite(env.dataDir))
    const first = await storeBackup(theirs, { place, sealedFor, keep })
    for (const name of [`recourse-${other}-20261122T000000Z.tar.part`, 'recourse-20260101T000000Z.tar'])
      writeFileSync(join(path, name), 'of others')
    const second = await storeBackup(mine, { place, sealedFor, keep })
    expect([first.removed, second.removed, site === other]).toEqual([[], [], false])
    expect(readdirSync(path).sort()).toEqual(
      [
        ...[optOutsOf(site ?? ''), optOutsOf(other ?? ''), first.name, second.name],
        ...[`recourse-${other}-20261122T000000Z.tar.part`, 'recourse-20260101T000000Z.tar'],
      ].sort(),
    )
    const left = (of = ''): string => readFileSync(join(path, optOutsOf(of)), 'utf8')
    expect([left(site).includes('"x"'), left(other).includes('"y"')]).toEqual([true, true])
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
