import type { Problem } from '../content/coverage.ts'

/**
 * Why not. `stale`: someone else acted first. `role`: this person may not. `state`: it cannot be done now.
 * `content`: something must first be filled in or changed. `proof`: this person must first prove again who they are.
 */
export type Because = 'stale' | 'role' | 'state' | 'content' | 'proof'

export type Decision =
  | { allowed: true }
  | {
      allowed: false
      because: Because
      /** What is wrong and what to do, in plain words. */
      message: string
      problems?: readonly Problem[]
    }

export type Refusal = Exclude<Decision, { allowed: true }>

/** A refusal with its reason. */
export const no = (because: Because, message: string, problems?: readonly Problem[]): Refusal => ({
  allowed: false,
  because,
  message,
  ...(problems ? { problems } : {}),
})

/** A refusal that asks for one field to be filled in or changed. */
export const asks = (field: string, message: string, problem: string): Refusal =>
  no('content', message, [{ field, message: problem }])

/** The first refusal; null if every check passes. */
export const first = (...checks: (() => Refusal | null)[]): Refusal | null => {
  for (const check of checks) {
    const refusal = check()
    if (refusal) return refusal
  }
  return null
}
