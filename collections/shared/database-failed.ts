import type { AfterErrorHook } from 'payload'
import { databaseProblem } from '#store/database/problem.ts'

/** Tells whoever saved what is wrong with the database, where that is why it failed: not that “something” is. */
export const databaseFailed: AfterErrorHook = ({ error }) => {
  const unusable = databaseProblem(error)
  return unusable ? { response: { errors: [{ message: unusable.message }] }, status: 503 } : undefined
}
