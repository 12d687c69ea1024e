import type { OptionObject } from 'payload'

/** A vocabulary of the domain as options of a select: its keys are stored, its words are shown. */
export const options = (words: Record<string, string>): OptionObject[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
