import type { CorpusFile } from './schema.ts'

/** All files of a corpus as one, with where each record stands. */
export interface Corpus extends Required<Omit<CorpusFile, 'site'>> {
  site: NonNullable<CorpusFile['site']> | null
}

/** One thing that is wrong with a corpus, and where. */
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
