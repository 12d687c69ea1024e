import { parseEntryKey } from '../keys.ts'

/** What readers still have of something that could not be published as it is. */
export const READERS = {
  same: 'Readers have it as it was last published.',
  before: 'Readers have the edition before it.',
  pages: 'Its pages stay as they were last published.',
  nothing: 'Readers do not have it.',
} as const

/** Something that could not be published as it is. Everything else was published. */
export interface PublishProblem {
  /** Key of the entry, or another subject: `change 12 (scotland/ladder)`. */
  about: string
  /** What is wrong, in a sentence. */
  problem: string
  readers: keyof typeof READERS
}

export const publishProblemWords = ({ about, problem, readers }: PublishProblem): string =>
  `${about}: ${problem} ${READERS[readers]}`

/** Whether a problem is about an entry or one of its changes. */
export const isAbout = (about: string, entry: string): boolean =>
  about === entry || about.endsWith(`(${entry})`)

/** The entry that a problem is about; null if it is about something else. */
export const entryOf = (about: string): string | null =>
  parseEntryKey(/\((.+)\)$/.exec(about)?.[1] ?? about) ? (/\((.+)\)$/.exec(about)?.[1] ?? about) : null

/** How to fix it. */
export const CURE = 'Restore the database from a backup, or submit the entry again and have it approved.'

/** Which problems are new, and which have gone. */
export function compareProblems(
  before: readonly PublishProblem[],
  after: readonly PublishProblem[],
): { fresh: PublishProblem[]; mended: PublishProblem[] } {
  const words = (list: readonly PublishProblem[]) => new Set(list.map(publishProblemWords))
  const [was, is] = [words(before), words(after)]
  return {
    fresh: after.filter((each) => !was.has(publishProblemWords(each))),
    mended: before.filter((each) => !is.has(publishProblemWords(each))),
  }
}
