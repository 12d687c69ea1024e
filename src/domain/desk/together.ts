import type { LegalDate } from '../dates.ts'
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

/** What of a head holds its edition, and so the others; null if it is approved, or waits for its review. */
export function heldBy({ open, fix, withdrawal }: Pick<Head, 'open' | 'fix' | 'withdrawal'>): string | null {
  if (withdrawal?.state === 'confirmed') return 'It is about to be withdrawn.'
  if (fix) return 'A safety fix of it is about to go live.'
  return open?.state === 'changes-requested'
    ? 'Changes were requested, or its basis has changed: it must be submitted again, or taken out.'
    : null
}

/** True if the editions of these heads may go live together now: each is approved and due, and nothing holds it. */
export const mayGoTogether = (heads: readonly Head[], today: LegalDate): boolean =>
  heads.length > 0 &&
  heads.every(
    (head) =>
      heldBy(head) === null &&
      head.open?.state === 'approved' &&
      (head.open.goesLiveOn === null || head.open.goesLiveOn <= today),
  )

/** The day on which they go live: the latest that any of them waits for. */
export const dayOfAll = (heads: readonly Head[]): LegalDate | null =>
  heads
    .flatMap(({ open }) => open?.goesLiveOn ?? [])
    .sort()
    .at(-1) ?? null
