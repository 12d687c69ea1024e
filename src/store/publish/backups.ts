import type { StoreRequest } from '../rows.ts'
import { noteTarget, readTargets } from './targets.ts'

/** How backups that the worker makes stand. */
export interface BackupState {
  /** Name of the last good one, and the instant at which it was there; null before the first. */
  name: string | null
  at: string | null
  /** What went wrong since, in words. */
  problem: string | null
}

/** A place for backups has a row among the targets: both are somewhere else, and may be behind. */
const addressOf = (place: string): string => `backup:${place}`

export async function readBackupState(req: StoreRequest, place: string): Promise<BackupState> {
  const [state] = await readTargets(req, [addressOf(place)])
  return { name: state?.release ?? null, at: state?.pushedAt ?? null, problem: state?.problem ?? null }
}

/** Records a good backup. */
export const noteBackup = async (
  req: StoreRequest,
  place: string,
  { name, bytes, at }: { name: string; bytes: number; at: string },
): Promise<void> =>
  void (await noteTarget(req, addressOf(place), {
    release: name,
    pushedAt: at,
    sentBytes: bytes,
    sentFiles: 1,
    problem: null,
  }))

/** Records why there is no new one. */
export const noteBackupProblem = async (req: StoreRequest, place: string, problem: string): Promise<void> =>
  void (await noteTarget(req, addressOf(place), { problem }))
