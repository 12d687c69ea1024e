import { hiddenRows } from '../hidden-rows.ts'
import { count, text } from '../machine-rows.ts'

/** Tries to sign in, counted for all servers together. Keys are hashes: nothing says who tried, or from where. */
export const signInTries = hiddenRows({
  slug: 'sign-in-tries',
  labels: { singular: 'Try to sign in', plural: 'Tries to sign in' },
  fields: [
    text('key', 'Key', { unique: true, index: true }),
    count('until', 'All tries are restored at', { index: true }),
  ],
})
