import type { ListName } from '../corpus.ts'

/** Lists that fit a spreadsheet: one entry a row, with few parts below it. */
export const SHEETS = ['offences', 'channels'] as const satisfies ListName[]
export type SheetName = (typeof SHEETS)[number]
