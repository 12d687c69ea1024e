import { readGlobal, writeGlobal } from './mailing-global.ts'
import type { StoreRequest } from '../rows.ts'

/** Whether administrators have paused all digests, and who and since when. */
export interface Mailing {
  paused: boolean
  pausedAt: string | null
  pausedBy: string | null
}

export async function readMailing(req: StoreRequest): Promise<Mailing> {
  const row = await readGlobal(req)
  return {
    paused: row?.flag('paused') ?? false,
    pausedAt: row?.textOrNull('pausedAt') ?? null,
    pausedBy: row?.textOrNull('pausedBy') ?? null,
  }
}

export const writeMailing = (req: StoreRequest, mailing: Mailing): Promise<void> =>
  writeGlobal(req, { ...mailing })
