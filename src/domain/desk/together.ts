import type { Edition, Submission } from '../content/editions.ts'
import { printDate, type LegalDate } from '../dates.ts'
import { PUBLISHER } from './actors.ts'
import { judge } from './decide.ts'
import type { Head, OpenState } from './heads.ts'

/** An edition that goes live together with others under one law change. */
export interface TogetherMember {
  entry: string
  label: string
  at: { collection: string; id: string } | null
  state: OpenState
  /** Why it cannot go, even if it is approved; null where it only waits for its review. */
  problem: string | null
}

/** The editions that go live together under a law change. */
export interface Together {
  members: TogetherMember[]
  /** The day on which they go live; null for as soon as each is approved. */
  goesLiveOn: LegalDate | null
  /** Whether this person may take one of them out. */
  mayPart: boolean
}

/** One of the entries that go live together. */
export interface Going {
  head: Head
  /** Its open edition; null if it is missing or was altered. */
  edition: Edition | null
}

/** The day on which a law change takes force. */
export interface LawDay {
  effectiveOn: LegalDate
}

/** What of a head holds its edition, and so the others; null if it is approved, or waits for its review. */
export function heldBy({ open, fix, withdrawal }: Pick<Head, 'open' | 'fix' | 'withdrawal'>): string | null {
  if (withdrawal?.state === 'confirmed') return 'It is about to be withdrawn.'
  if (fix) return 'A safety fix of it is about to go live.'
  return open?.state === 'changes-requested'
    ? 'Changes were requested, or its basis has changed: it must be submitted again, or taken out.'
    : null
}

/** Why the days of a submission are not those of the law change under which it goes live; null if they are. */
export function dayProblem(
  { effectiveOn, goesLiveOn }: Pick<Submission, 'effectiveOn' | 'goesLiveOn'>,
  change: LawDay,
): string | null {
  const day = printDate(change.effectiveOn)
  if (effectiveOn !== change.effectiveOn)
    return `It says ${effectiveOn ? `that it takes force on ${printDate(effectiveOn)}` : 'no day on which it takes force'}, but it goes live together with the others of a law change, which takes force on ${day}: submit it with that day.`
  return goesLiveOn !== null && goesLiveOn > change.effectiveOn
    ? `It would go live on ${printDate(goesLiveOn)}, but the others of its law change do so on ${day}: submit it with that day.`
    : null
}

/**
 * Why an edition could not go live with the others on its day, in words; null if it could, or only waits for its
 * review.
 */
export function whyHeld({ head, edition }: Going, change: LawDay, today: LegalDate): string | null {
  const held = heldBy(head)
  if (held !== null || head.open === null) return held
  const wrongDay = edition && dayProblem(edition.submission, change)
  if (wrongDay) return wrongDay
  if (head.open.state !== 'approved') return null
  const on = head.open.goesLiveOn ?? today
  const decision = judge(PUBLISHER, { action: 'go-live', today: on > today ? on : today }, head, edition, [])
  return decision.allowed ? null : decision.message
}

const isDue = ({ open }: Head, today: LegalDate): boolean =>
  open?.state === 'approved' && (open.goesLiveOn === null || open.goesLiveOn <= today)

/** True if the editions of these heads are all approved and due: whether one is held is still to be asked. */
export const areDue = (heads: readonly Head[], today: LegalDate): boolean =>
  heads.length > 0 && heads.every((head) => isDue(head, today))

/** True if these may go live together now: each is approved and due, and nothing holds it. */
export const mayGoTogether = (all: readonly Going[], change: LawDay, today: LegalDate): boolean =>
  areDue(
    all.map(({ head }) => head),
    today,
  ) && all.every((each) => whyHeld(each, change, today) === null)

/** The day on which they go live: the latest that any of them waits for. */
export const dayOfAll = (heads: readonly Head[]): LegalDate | null =>
  heads
    .flatMap(({ open }) => open?.goesLiveOn ?? [])
    .sort()
    .at(-1) ?? null
