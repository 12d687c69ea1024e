import type { Kind } from '../keys.ts'
import { NEED_SOURCE } from './fields.ts'

/** A field of the entry that a cited page may fill in besides: where the law itself is, where one reports. */
export interface FilledIn {
  field: 'officialSource' | 'url'
  label: string
}

const FILLED_IN: Partial<Record<Kind, FilledIn>> = {
  offence: { field: 'officialSource', label: 'Official source' },
  channel: { field: 'url', label: 'Address' },
}

export const filledIn = (kind: Kind): FilledIn | null => FILLED_IN[kind] ?? null

interface Facts {
  isFilled: (claim: string) => boolean
  isCited: (claim: string) => boolean
}

/** The claims of an entry that cannot be submitted without a source, and have none. */
export function withoutSource(kind: Kind, { isFilled, isCited }: Facts): string[] {
  // Of a channel, either what it does or a contact needs one.
  if (kind === 'channel') return isFilled('does') && !isCited('does') && !isCited('contacts') ? ['does'] : []
  return (NEED_SOURCE[kind] ?? []).filter((claim) => isFilled(claim) && !isCited(claim))
}
