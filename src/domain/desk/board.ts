import type { Hold } from './hold.ts'
import type { RolesRequested } from './accounts.ts'
import type { LegalDate } from '../dates.ts'
import type { GuideProblem } from '../content/guide-parts.ts'
import type { PublishProblem } from './publish-problems.ts'
import type { TargetState } from '../publish/targets.ts'
import type { LawChangeState } from './law-changes.ts'

/** The board's lists of waiting entries, most urgent first, each with its heading. */
export const BOARD_LISTS = {
  assigned: 'Assigned to you',
  unassigned: 'Assigned to somebody who cannot do it any more',
  'second-review': 'Second reviews due',
  withdrawals: 'Withdrawals to confirm',
  reviews: 'In review',
  changes: 'Changes requested in what you wrote',
  drafts: 'Your drafts',
  overdue: 'Verification overdue',
  soon: 'To be verified in the next 30 days',
  scheduled: 'Approved for a later day',
} as const
export type BoardList = keyof typeof BOARD_LISTS

export const isBoardList = (text: unknown): text is BoardList =>
  typeof text === 'string' && Object.hasOwn(BOARD_LISTS, text)

/** What a list is for and how it fills, shown while it is empty. */
export const EMPTY_LISTS: Record<BoardList, string> = {
  assigned: 'what somebody made your task, or you took on: “Assign” in the menu of an entry',
  unassigned:
    'tasks of colleagues whose account or role is gone, which are nobody’s until somebody assigns them anew',
  'second-review': 'what one reviewer decided alone, for safety, until a second has looked at it',
  withdrawals: 'what somebody asks to take from readers, until a reviewer confirms it',
  reviews: 'entries that somebody has submitted; “Submit for review” on an entry puts one here',
  changes: 'your entries that a reviewer sent back with notes',
  drafts: 'what you have saved and not yet submitted; edit any entry to make one',
  overdue: 'live entries whose law nobody has confirmed in time',
  soon: 'live entries that must be verified soon',
  scheduled: 'approved entries that wait for the day on which they go live',
}

export { SOON_DAYS } from '../content/freshness.ts'

/** One task on the board. */
export interface BoardRow {
  entry: string
  label: string
  /** Where the working copy is; null if it was deleted. */
  at: { collection: string; id: string; review: boolean } | null
  /** The next step, as a verb. */
  verb: string
  /** Why, since when, by whom. */
  words: string
  /** Late, and highlighted as such. */
  late: boolean
  /** Why this person may not do it and someone else must; null if they may. */
  others: string | null
  /** Whose task it is and by when, in words; null if nobody's. */
  task: string | null
  /** Number of questions that are open at it, where there are any. */
  questions?: number
  /** Hash of the edition that is in review, where the list is of those. */
  edition?: string
}

/** The next task of one person. */
export interface NextTask {
  /** Heading of the list it is in. */
  list: string
  entry: string
  label: string
  at: NonNullable<BoardRow['at']>
  words: string
}

export interface BoardSection {
  rows: BoardRow[]
  total: number
}

/** Due verifications, grouped by guide. */
export interface DuePlace {
  slug: string
  name: string
  overdue: number
  soon: number
  /** The earliest due day among them. */
  first: LegalDate
}

export interface BoardLawChange {
  id: string
  title: string
  effectiveOn: LegalDate
  state: LawChangeState
  flagged: number
  open: number
}

/** An edited body, instrument or source, and the live entries that still print its earlier state. */
export interface EditedRecord {
  about: string
  collection: string
  id: string
  words: string
  at: string
  entries: { entry: string; label: string; at: { collection: string; id: string } | null }[]
}

/** The latest release, what is queued for the next one, and what blocks it. */
export interface BoardSite {
  release: { seq: number; at: string; files: number; name: string } | null
  underWay: { step: string | null; done: number; total: number; askedAt: string } | null
  failed: { problem: string; tries: number; notBefore: string | null } | null
  /** Number of entries the worker is about to make live or withdraw. */
  next: number
  /**
   * Incomplete guides. `place` and `profile` are ids: of the jurisdiction, and of its profile if it has one.
   */
  guides: (Omit<GuideProblem, 'place'> & { place: string; profile: string | null })[]
  /** What could not be published as it is. `at`: the working copy of the entry concerned, if there is one. */
  problems: (PublishProblem & {
    since: string
    label: string
    at: { collection: string; id: string } | null
  })[]
  sample: boolean
  /** Publishing is held; null while it is not. */
  held: Hold | null
}

/** What only administrators can put right. */
export interface BoardStaff {
  reviewers: number
  editors: number
  /** Roles that one administrator requests and another must confirm. */
  awaited: RolesRequested[]
  /** Guides with nobody responsible for them. */
  unattended: { id: string; name: string }[]
}

/** Everything that awaits action, as one person sees it. */
export interface Board {
  today: LegalDate
  lists: Record<Exclude<BoardList, 'reviews' | 'overdue' | 'soon'>, BoardSection>
  /** Entries in review, those this person may approve first. */
  reviews: BoardSection & { mine: number; exact: boolean }
  due: { places: DuePlace[]; overdue: number; soon: number; rows: BoardRow[] }
  lawChanges: { rows: BoardLawChange[]; total: number }
  records: { edited: EditedRecord[]; sources: EditedRecord[]; total: number }
  site: BoardSite
  /** Where releases are pushed to, besides this server. */
  targets: TargetState[]
  staff: BoardStaff | null
}

/** A single list, for all places or for one guide. */
export interface BoardPage {
  rows: BoardRow[]
  total: number
  page: number
  pages: number
  /** Name of the guide the list is filtered to. */
  place: string | null
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const amount = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? '' : 's'}`

/** A duration in words: `5 hours`, `3 days`. */
export function span(milliseconds: number): string {
  const size = Math.abs(milliseconds)
  if (size < HOUR) return amount(Math.max(1, Math.round(size / MINUTE)), 'minute')
  return size < 2 * DAY ? amount(Math.round(size / HOUR), 'hour') : amount(Math.round(size / DAY), 'day')
}

/** `5 hours ago`, `in 3 days`, `just now`. */
export function ago(instant: string, now: Date): string {
  const distance = now.getTime() - new Date(instant).getTime()
  if (Math.abs(distance) < MINUTE) return 'just now'
  return distance > 0 ? `${span(distance)} ago` : `in ${span(distance)}`
}
