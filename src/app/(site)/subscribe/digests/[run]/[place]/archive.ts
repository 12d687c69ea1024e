import type { Here } from '../../../here.ts'

/**
 * The page of a digest as it was sent, for one place.
 * @returns null where there is none.
 */
export const archivedDigest = async (_here: Here, _run: string, _place: string): Promise<string | null> =>
  null
