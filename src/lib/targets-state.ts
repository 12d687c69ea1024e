import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '#domain/hash.ts'
import { newTarget, type TargetState } from '#domain/publish/targets.ts'
import { readJson, writeJson } from './json-file.ts'

const folderOf = (dataDir: string): string => join(dataDir, 'targets')
const fileOf = (dataDir: string, address: string): string =>
  join(folderOf(dataDir), `${sha256(address).slice(0, 16)}.json`)

/** States of the targets with these addresses, as last recorded in the data folder: the database may be down. */
export const readTargetFiles = (dataDir: string, addresses: readonly string[]): Promise<TargetState[]> =>
  Promise.all(
    addresses.map(async (address) => {
      const state = await readJson<TargetState>(fileOf(dataDir, address))
      return state?.address === address ? { ...newTarget(address), ...state } : newTarget(address)
    }),
  )

export const writeTargetFile = (dataDir: string, state: TargetState): Promise<void> =>
  writeJson(fileOf(dataDir, state.address), state)

/** Forgets targets that are no longer in the setting. */
export async function forgetTargetFiles(dataDir: string, addresses: readonly string[]): Promise<void> {
  const kept = new Set(addresses.map((address) => fileOf(dataDir, address)))
  for (const name of await readdir(folderOf(dataDir)).catch(() => []))
    if (!kept.has(join(folderOf(dataDir), name))) await rm(join(folderOf(dataDir), name), { force: true })
}
