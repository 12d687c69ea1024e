import { randomUUID } from 'node:crypto'
import { readdir, readFile, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { env, type Env } from '#lib/env.ts'
import { orElse } from '#lib/own-errors.ts'
import { writeDurably } from '#pipelines/release/make-file.ts'
import { ok, problem, warning, type Check, type Finding } from './check.ts'

/** Free bytes below which a release and a backup may not fit. */
const LITTLE = 2_000_000_000

/** Files that settings name, and that may lie among the secrets: others decide how long these are. */
const ofOthers = ({
  singleSignOn,
  backup,
  ssh,
  dkim,
  nzLegislationKeyFile,
}: Env): Set<string | null | undefined> =>
  new Set([
    singleSignOn?.secretFile,
    backup.passphraseFile,
    ssh?.keyFile,
    ssh?.knownHosts,
    dkim?.keyFile,
    nzLegislationKeyFile,
  ])

/** Secrets are read by their owner alone, and are long enough. */
async function secretFindings(dataDir: string): Promise<Finding[]> {
  const folder = join(dataDir, 'secrets')
  const names = await readdir(folder).catch(orElse(null))
  if (names === null) return [warning('There are no secrets yet: the first start makes them.')]
  const found: Finding[] = []
  const theirs = ofOthers(env())
  for (const name of names) {
    const path = join(folder, name)
    const { mode } = await stat(path)
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      found.push(problem(`${path} can be read by other accounts: run “chmod 600 ${path}”.`))
    if (!theirs.has(path) && (await readFile(path)).length < 32)
      found.push(problem(`${path} holds fewer than 32 bytes, which is no secret. Restore it from a backup.`))
  }
  return found.length > 0 ? found : [ok(`${names.length} secrets, readable by this account alone.`)]
}

export const dataFolderCheck: Check = {
  what: 'Data folder',
  look: async () => {
    const { dataDir } = env()
    const trial = join(dataDir, `.doctor-${randomUUID()}`)
    try {
      await writeDurably(trial, 'Can this be written?')
    } finally {
      await rm(trial, { force: true })
    }
    const { bavail, bsize } = await statfs(dataDir)
    const free = bavail * bsize
    const size = `${(free / 1e9).toFixed(1)} GB free`
    return [
      ok(`${dataDir} can be written to.`),
      free < LITTLE ? warning(`The disk has ${size}. Make room.`) : ok(`The disk has ${size}.`),
      ...(await secretFindings(dataDir)),
    ]
  },
}
