import type { FindAction } from './actions.ts'
import type { Excerpt, Piece } from './excerpt.ts'

/** A record that a search found, as its screen shows it. */
export interface FoundRecord {
  id: string
  /** Below the root of the admin. */
  path: string
  kind: string
  title: Piece[]
  place: string | null
  /** Where it stands, in words; null for a record that is not reviewed. */
  state: string | null
  excerpt: Excerpt | null
}

/** A task of somebody. */
export interface FoundTask {
  id: string
  /** Where it is done, below the root of the admin. */
  path: string
  /** The entry that it is about. */
  title: string
  /** What is to be done, and since when or by when. */
  words: string
  late: boolean
}

/** The open tasks of one person, the late ones first. */
export interface FoundTasks {
  /** Name of the person; null for whoever asks. */
  of: string | null
  tasks: FoundTask[]
  /** How many there are, shown or not. */
  total: number
}

/** The answer to a search. */
export interface FindAnswer {
  /** Tasks of the people whose names fit. */
  people: FoundTasks[]
  actions: FindAction[]
  records: FoundRecord[]
  /** How many records there are, shown or not. */
  total: number
  /** True where no record has all of the words, and these have some of them. */
  some: boolean
  /** How far the first reading has come, while it lasts. */
  reading: { done: number; total: number } | null
}
