import {
  APIError,
  type CollectionBeforeOperationHook,
  type CollectionBeforeValidateHook,
  type PayloadRequest,
} from 'payload'
import type { RefusalData } from './answer.ts'

type Data = Record<string, unknown>

/** Where a save keeps, between the two hooks, the state it started from: no request can set `updatedAt` itself. */
const STARTED_FROM = 'startedFrom'

const instantOf = (value: unknown): number =>
  value instanceof Date ? value.getTime() : typeof value === 'string' ? Date.parse(value) : NaN

const refuse = (status: number, sentence: string): never => {
  throw new APIError(
    sentence,
    status,
    { because: status === 409 ? 'stale' : 'content', sentence, problems: [] } satisfies RefusalData,
    true,
  )
}

/** True for a person's request, in contrast to what the system writes under its own name. */
const isPersons = (req: PayloadRequest, overrideAccess: boolean | undefined): boolean =>
  req.payloadAPI === 'REST' && overrideAccess !== true

/**
 * Reads from a person's save which state of the record it started from: `updatedAt`, as the record was read.
 * @param must whether a save that does not say so is refused.
 */
export const saysWhence =
  ({ must }: { must: boolean }): CollectionBeforeOperationHook =>
  ({ args, operation, overrideAccess, req }) => {
    const { id, data } = args as { id?: unknown; data?: Data }
    if (operation !== 'update' || id === undefined || !data || !isPersons(req, overrideAccess)) return args
    const { updatedAt, [STARTED_FROM]: _forged, ...rest } = data
    if (Number.isNaN(instantOf(updatedAt)) && (must || typeof updatedAt === 'string'))
      refuse(
        422,
        'A save must say in “updatedAt” which state of the record it started from, as it was read. Reload the record and make your changes again.',
      )
    return { ...args, data: typeof updatedAt === 'string' ? { ...rest, [STARTED_FROM]: updatedAt } : rest }
  }

/** Refuses a save that started from an older state of the record than the one that is saved now. */
export const refuseStale: CollectionBeforeValidateHook = ({ data, operation, originalDoc }) => {
  const { [STARTED_FROM]: from, ...rest } = data as Data
  const saved = instantOf((originalDoc as Data | undefined)?.updatedAt)
  if (operation !== 'update' || from === undefined || instantOf(from) === saved) return rest
  // Without a colon: Payload's forms show what follows one as a list of fields.
  return refuse(
    409,
    'Somebody saved this after you had opened it. Nothing was overwritten, and nothing of yours is saved. Compare with what is saved now, and save again.',
  )
}
