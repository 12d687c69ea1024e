import type { Work } from '#domain/work.ts'
import type { StoreRequest } from './rows.ts'
import { askWork } from './work.ts'

/** What somebody may have to be told of: an event of an entry, or a flag. */
export type Telling = { entry: string; n: number } | { flag: string }

/** Asks the worker, in the transaction of the act, to tell those whom it concerns. */
export const askTell = (
  req: StoreRequest,
  {
    entry,
    by,
    at,
    ...of
  }: { entry: string | null; by: string; at: Date } & ({ n: number } | { flag: string }),
): Promise<string> => askWork(req, { kind: 'tell', entry, args: of, by, at })

/** @returns null for a request that says nothing. */
export function tellingOf({ entry, args }: Pick<Work, 'entry' | 'args'>): Telling | null {
  if (typeof args.flag === 'string') return { flag: args.flag }
  return typeof args.n === 'number' && entry !== null ? { entry, n: args.n } : null
}
