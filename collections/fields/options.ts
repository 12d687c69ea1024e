import type { OptionObject } from 'payload'

/** A domain vocabulary as select options: keys are stored, labels are shown. */
export const options = (words: Record<string, string>): OptionObject[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
