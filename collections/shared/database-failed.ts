import type { AfterErrorHook } from 'payload'
import { databaseProblem, namesNothing } from '#store/database/problem.ts'

/** Tells whoever saved what is wrong with the database, where that is why it failed: not that “something” is. */
export const databaseFailed: AfterErrorHook = ({ error }) => {
  const unusable = databaseProblem(error)
  return unusable ? { response: { errors: [{ message: unusable.message }] }, status: 503 } : undefined
}

/** What names a record that is not there cannot be kept, and that is no failure of the server. */
export const namesNoRecord: AfterErrorHook = ({ error }) =>
  namesNothing(error)
    ? {
        response: {
          errors: [
            {
              message:
                'This names a record that is not there: somebody deleted it. Choose another and save again.',
            },
          ],
        },
        status: 422,
      }
    : undefined
