'use client'
import { Pill } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import { STATE_STYLES } from '../bar/states.ts'
import { textOf } from '#domain/values.ts'
import { openQuestions } from '#admin/words.ts'
import { useOpenCounts } from '../threads/use-open-counts.ts'
import { DESK_STATES, type DeskState } from '#domain/desk/heads.ts'

/** The status of an entry for readers, as one word in a list, and how many questions are open at it. */
export function DeskStateCell({ cellData, rowData }: DefaultCellComponentProps) {
  const counts = useOpenCounts()
  const state = (
    typeof cellData === 'string' && cellData in DESK_STATES ? cellData : 'never-live'
  ) as DeskState
  const questions = counts[textOf((rowData as { key?: unknown } | undefined)?.key)] ?? 0
  return (
    <>
      <Pill pillStyle={STATE_STYLES[state]} size="small">
        {DESK_STATES[state]}
      </Pill>
      {questions > 0 ? <span className="desk-state__questions">{openQuestions(questions)}</span> : null}
    </>
  )
}
