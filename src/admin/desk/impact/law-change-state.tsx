'use client'
import { Pill } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import { LAW_CHANGE_STATES, type LawChangeState } from '#domain/desk/law-changes.ts'

const STYLES = {
  recorded: 'light',
  'under-way': 'warning',
  settled: 'success',
} as const satisfies Record<LawChangeState, string>

/** The progress of a law change, as one word. */
export const LawChangeStatePill = ({ state }: { state: LawChangeState }) => (
  <Pill pillStyle={STYLES[state]} size="small">
    {LAW_CHANGE_STATES[state]}
  </Pill>
)

/** The same in a list. */
export function LawChangeStateCell({ cellData }: DefaultCellComponentProps) {
  const state = typeof cellData === 'string' && cellData in LAW_CHANGE_STATES ? cellData : 'recorded'
  return <LawChangeStatePill state={state as LawChangeState} />
}
