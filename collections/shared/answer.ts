import { APIError, ValidationError, type Config } from 'payload'
import type { Problem } from '#domain/content/coverage.ts'
import type { Because } from '#domain/desk/decision.ts'
import { Refused } from '#desk/desk.ts'
import { databaseProblem } from '#store/database/problem.ts'
import { HeadMoved } from '#store/desk/heads.ts'
import { isTransient } from '#store/transaction.ts'
import { NoSuchEntry } from '#store/desk/working-copies.ts'

const STATUS = { stale: 409, role: 403, state: 409, content: 422 } as const

/** A refusal as data: what the admin shows. */
export interface RefusalData {
  because: Because
  /** What is wrong, without the list. */
  sentence: string
  problems: readonly Problem[]
}

/** A refusal for those who read its message alone. */
const inFull = (sentence: string, problems: readonly Problem[]): string =>
  [sentence, ...problems.map(({ message }) => message)].join(' ')

/**
 * What the admin and the API are told when the desk says no. Payload shows only errors of its own kind; any other
 * would read “something went wrong”.
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

/** Runs an action of the desk and answers for what it refuses. */
export async function answering<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asAnswer(error)
  }
}

type AfterError = NonNullable<NonNullable<Config['hooks']>['afterError']>[number]

/**
 * What a field of ours refuses is content that cannot be kept: 422, as from the desk. The request itself was well made.
 */
export const unfitContent: AfterError = ({ error, collection }) => {
  if (error instanceof ValidationError && !collection?.slug.startsWith('payload-')) return { status: 422 }
}
