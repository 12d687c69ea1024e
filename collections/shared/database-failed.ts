import type { AfterErrorHook } from 'payload'
import { databaseProblem, namesNothing } from '#store/database/problem.ts'

/**
 * Tells the user what is wrong with the database if that made a save fail, instead of “something went wrong”.
 */
export const databaseFailed: AfterErrorHook = ({ error }) => {
  const unusable = databaseProblem(error)
  return unusable ? { response: { errors: [{ message: unusable.message }] }, status: 503 } : undefined
}

/** A reference to a nonexistent record cannot be saved, and is not a server error. */
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
