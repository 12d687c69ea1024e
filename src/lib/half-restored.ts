import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Mark in a data folder that a restore has begun and not ended. */
export const MARK = 'restoring.json'

/** A restore was interrupted: nothing here may be served, published or mailed. */
export class HalfRestored extends Error {
  override name = 'HalfRestored'
}

export const halfRestoredWords = (where: string): string =>
  `${where} is half restored: a restore was interrupted. Empty it, then restore again; nothing starts until then.`

/** @throws {HalfRestored} if a restore into this data folder was interrupted. */
export function assertWholeFolder(dataDir: string): void {
  if (existsSync(join(dataDir, MARK))) throw new HalfRestored(halfRestoredWords(dataDir))
}
