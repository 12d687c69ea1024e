import type { Flag } from './flags.ts'

/** What can happen to an instrument. */
export const LAW_CHANGES = {
  commencement: 'Commencement',
  amendment: 'Amendment',
  repeal: 'Repeal',
  decision: 'Decision of a court',
} as const

/**
 * What a law change is called until somebody says it better: “Amendment: Fraud Act 2006, s. 1”.
 * @param limit most characters; provisions that do not fit are left out.
 */
export function suggestedTitle(
  {
    what,
    instrument,
    provisions,
  }: { what: keyof typeof LAW_CHANGES; instrument: string; provisions: string },
  limit: number,
): string {
  const title = `${LAW_CHANGES[what]}: ${instrument}`
  const whole = provisions.trim() ? `${title}, ${provisions.trim()}` : title
  return whole.length > limit ? title.slice(0, limit) : whole
}

/** The workflow state of a law change. */
export const LAW_CHANGE_STATES = {
  recorded: 'Recorded',
  'under-way': 'Under way',
  settled: 'Settled',
} as const
export type LawChangeState = keyof typeof LAW_CHANGE_STATES

/**
 * Settled once every flagged entry has been answered for, claim by claim, or withdrawn.
 * @param kept its state so far, which stays where entries were left out and none is flagged.
 */
export function lawChangeState(
  flags: readonly (Pick<Flag, 'closedAt'> & Partial<Pick<Flag, 'how'>>)[],
  kept: LawChangeState = 'recorded',
): LawChangeState {
  if (flags.length === 0) return 'recorded'
  if (flags.every(({ how }) => how === 'left-out')) return kept
  return flags.some(({ closedAt }) => closedAt === null) ? 'under-way' : 'settled'
}
