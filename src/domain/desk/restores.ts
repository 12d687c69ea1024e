import { isNumber } from '../checks.ts'
import type { ChainEvent } from './events.ts'

/** The chain of restores from backups: each leaves out the numbers of changes that readers may have seen. */
export const RESTORES = 'restores'

export const RESTORE_ACTIONS = { restored: 'Restored from a backup' } as const
export type RestoreAction = keyof typeof RESTORE_ACTIONS

/** The numbers of public changes that a restore left out, the last one included; null if it left out none. */
export function leftOut({
  details,
}: Pick<ChainEvent<string>, 'details'>): { after: number; upTo: number } | null {
  const { after, upTo } = details
  return isNumber(after) && isNumber(upTo) && upTo > after ? { after, upTo } : null
}
