import { randomUUID } from 'node:crypto'
import { access, constants, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { BackupPlace } from '#domain/publish/backup/settings.ts'
import { env } from '#lib/env.ts'
import { orElse } from '#lib/own-errors.ts'
import { writeDurably } from '#pipelines/release/make-file.ts'
import { sealedFor } from '#worker/backup/keys.ts'
import { ok, problem, warning, type Check, type Finding } from './check.ts'

/** The folder, or the nearest one around it that is there: a backup makes those that are missing. */
async function nearest(folder: string): Promise<string> {
  const there = await stat(folder).catch(orElse(null))
  return there || dirname(folder) === folder ? folder : nearest(dirname(folder))
}

async function folderFindings(folder: string, dataDir: string): Promise<Finding[]> {
  const there = await nearest(folder)
  const place = await stat(there)
  if (!place.isDirectory()) throw new Error(`${there} is a file, and no folder can be made in it.`)
  if (there === folder) {
    const trial = join(folder, `.doctor-${randomUUID()}`)
    try {
      await writeDurably(trial, 'Can this be written?')
    } finally {
      await rm(trial, { force: true })
    }
  } else await access(there, constants.W_OK)
  return [
    place.dev === (await stat(dataDir)).dev
      ? warning(`${folder} is on the disk of the data: if it fails, both are lost. Name another one.`)
      : ok(`${folder} can be written to, and is on another disk than the data.`),
  ]
}

/** Milliseconds without a byte after which a bucket does not answer. */
const SILENCE = 20_000

async function bucketFindings(place: BackupPlace & { kind: 'bucket' }): Promise<Finding[]> {
  const [{ BucketStore }, { bucketProblem }] = await Promise.all([
    import('#pipelines/push/bucket-store.ts'),
    import('#pipelines/push/bucket-problem.ts'),
  ])
  const store = new BucketStore(place, AbortSignal.timeout(2 * SILENCE), SILENCE)
  try {
    await store.list('')
    return [ok(`${place.address} lets this account in. Nothing was written.`)]
  } catch (error) {
    throw bucketProblem(error, place, 'BACKUP_TO') ?? error
  } finally {
    store.close()
  }
}

/** Whether the backup of each night can be made. */
export const backupCheck: Check = {
  what: 'Backup',
  look: async () => {
    const { backup, dataDir } = env()
    const { to } = backup
    if (to === null)
      return [
        warning('None is made by itself. Set BACKUP_TO and BACKUP_RECIPIENT, and keep the key elsewhere.'),
      ]
    const found: Finding[] = []
    try {
      const sealed = await sealedFor(backup)
      found.push(
        'passphrase' in sealed
          ? warning('Whoever reads this machine can read its backups: BACKUP_RECIPIENT avoids that.')
          : ok(`Its private part is for ${sealed.recipients.length} public key(s).`),
      )
    } catch (error) {
      found.push(problem((error as Error).message))
    }
    try {
      found.push(
        ...(to.kind === 'folder' ? await folderFindings(to.path, dataDir) : await bucketFindings(to)),
      )
    } catch (error) {
      found.push(problem(`BACKUP_TO cannot be used: ${(error as Error).message}`))
    }
    return found
  },
}
