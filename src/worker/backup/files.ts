import { createWriteStream } from 'node:fs'
import { link, mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { PARTS, type BackupManifest } from '#domain/publish/backup/manifest.ts'
import { currentLink } from '#lib/release-names.ts'
import { BackupDamaged, readParts } from '#pipelines/backup/open.ts'
import { linkTo } from '#pipelines/release/shared-folders.ts'
import { openedLines, type OpenedWith } from '#pipelines/backup/seal.ts'

/** Where a file of a backup goes. @throws {BackupDamaged} for a path that leads out of the folder. */
function placeOf(dataDir: string, name: string): string {
  if (
    normalize(name) !== name ||
    name.startsWith('/') ||
    name.split('/').some((part) => part.startsWith('..'))
  )
    throw new BackupDamaged(
      `The backup has a file with the path ${name}, which leads out of the data folder.`,
    )
  return join(dataDir, name)
}

/** What a link to a shared folder holds. @throws {BackupDamaged} where it leads elsewhere. */
function folderIn(leadsTo: string): string {
  const stored = leadsTo.split('/').at(-1) ?? ''
  if (stored === '' || linkTo(stored) !== leadsTo)
    throw new BackupDamaged(`The backup has a link to ${leadsTo}, which is no folder that releases share.`)
  return leadsTo
}

interface SealedFile {
  file?: string
  base64?: string
}

/** Puts the secrets of a backup into a data folder. */
async function putSecrets(dataDir: string, lines: AsyncIterable<string>): Promise<void> {
  for await (const line of lines) {
    const { file, base64 } = JSON.parse(line) as SealedFile
    // Files come before rows.
    if (file === undefined || base64 === undefined) return
    const path = placeOf(dataDir, file)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeFile(path, Buffer.from(base64, 'base64'), { mode: 0o600, flag: 'wx' })
  }
}

/**
 * Opens the encrypted part, and writes nothing.
 * @throws {WrongKey} if it cannot be opened.
 */
export const assertOpens = (archive: string, key: OpenedWith): Promise<void> =>
  readParts(archive, async (part) => {
    if (part.name !== PARTS.sealed) return
    for await (const line of openedLines(part, key)) if (line !== '') break
  })

/** Puts the secrets and releases of a backup into an empty data folder. `current` follows at the end of a restore. */
export async function putFiles(
  dataDir: string,
  { archive, key }: { archive: string; key: OpenedWith },
): Promise<void> {
  await readParts(archive, async (part) => {
    if (part.name === PARTS.sealed) return putSecrets(dataDir, openedLines(part, key))
    if (!part.name.startsWith(PARTS.releases)) return
    const path = placeOf(dataDir, part.name)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    if (part.leadsTo !== null) await symlink(folderIn(part.leadsTo), path)
    else if (part.same !== null) await link(placeOf(dataDir, part.same), path)
    else await pipeline(part.chunks(), createWriteStream(path, { mode: 0o600, flags: 'wx' }))
  })
}

/** Gives readers the release that they had. */
export async function putCurrent(
  dataDir: string,
  { current }: Pick<BackupManifest, 'current'>,
): Promise<void> {
  if (current !== null) await symlink(join('releases', current), currentLink(dataDir))
}
