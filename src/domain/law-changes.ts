/** What can happen to an instrument. */
export const LAW_CHANGES = {
  commencement: 'Commencement',
  amendment: 'Amendment',
  repeal: 'Repeal',
  decision: 'Decision of a court',
} as const
export type LawChangeKind = keyof typeof LAW_CHANGES
