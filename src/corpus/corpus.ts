import type { CorpusFile } from './schema.ts'

/** All files of a corpus merged, with the location of each record. */
export interface Corpus extends Required<Omit<CorpusFile, 'site'>> {
  site: NonNullable<CorpusFile['site']> | null
}

/** One error in a corpus, and its location. */
export interface CorpusProblem {
  file: string
  /** 1 for the first line. */
  line: number
  message: string
}

export const LISTS = [
  'jurisdictions',
  'bodies',
  'instruments',
  'sources',
  'profiles',
  'channels',
  'offences',
  'ladders',
  'routes',
  'essentials',
] as const
export type ListName = (typeof LISTS)[number]
