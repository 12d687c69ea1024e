'use client'
import { Pill } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import { STATE_STYLES } from '../bar/states.ts'
import { DESK_STATES, type DeskState } from '#domain/desk/heads.ts'

/** The status of an entry for readers, as one word in a list. */
export function DeskStateCell({ cellData }: DefaultCellComponentProps) {
  const state = (
    typeof cellData === 'string' && cellData in DESK_STATES ? cellData : 'never-live'
  ) as DeskState
  return (
    <Pill pillStyle={STATE_STYLES[state]} size="small">
      {DESK_STATES[state]}
    </Pill>
  )
}
