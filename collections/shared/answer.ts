import { APIError, ValidationError, type Config } from 'payload'
import type { Problem } from '#domain/content/coverage.ts'
import type { Because } from '#domain/desk/decision.ts'
import { Refused } from '#desk/desk.ts'
import { databaseProblem } from '#store/database/problem.ts'
import { HeadMoved } from '#store/desk/heads.ts'
import { isTransient } from '#store/transaction.ts'
import { NoSuchEntry } from '#store/desk/working-copies.ts'

const STATUS = { stale: 409, role: 403, state: 409, content: 422, proof: 403 } as const

/** A refusal as data, as the admin shows it. */
export interface RefusalData {
  because: Because
  /** The reason, without the list of problems. */
  sentence: string
  problems: readonly Problem[]
}

/** A refusal in full, for clients that read only its message. */
const inFull = (sentence: string, problems: readonly Problem[]): string =>
  [sentence, ...problems.map(({ message }) => message)].join(' ')

/**
 * Converts the desk's refusals into errors that Payload shows in the admin and the API; it would replace any
 * other with “something went wrong”.
 */
export function asAnswer(error: unknown): Error {
  if (error instanceof Refused) {
    const { because, message: sentence, problems = [] } = error.decision
    return new APIError(
      inFull(sentence, problems),
      STATUS[because],
      { because, sentence, problems } satisfies RefusalData,
      true,
    )
  }
  if (error instanceof HeadMoved || isTransient(error))
    return new APIError(
      'Somebody else changed this entry at the same moment. Nothing of yours was saved: reload and try again.',
      409,
      { because: 'stale' },
      true,
    )
  if (error instanceof NoSuchEntry) return new APIError(error.message, 404, undefined, true)
  if (error instanceof APIError || error instanceof ValidationError) return error
  const unusable = databaseProblem(error)
  if (unusable) return new APIError(unusable.message, 503, undefined, true)
  return error instanceof Error ? error : new Error(String(error))
}

/** Runs a desk action and converts its refusals. */
export async function answering<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asAnswer(error)
  }
}

type AfterError = NonNullable<NonNullable<Config['hooks']>['afterError']>[number]

/**
 * A field validation error is about content that cannot be stored: 422, as from the desk. The request itself
 * was well-formed.
 */
export const unfitContent: AfterError = ({ error, collection }) => {
  if (error instanceof ValidationError && !collection?.slug.startsWith('payload-')) return { status: 422 }
}
