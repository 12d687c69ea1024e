'use client'
import { useRowLabel } from '@payloadcms/ui'
import { SITUATION_GROUPS, type SituationGroup } from '#domain/content/situations.ts'

/** The row label of a situation: its group and its words. */
export function SituationRow() {
  const { data } = useRowLabel<{ group?: SituationGroup; text?: string }>()
  return (
    <span>
      {[data.group && SITUATION_GROUPS[data.group], data.text ?? 'New situation'].filter(Boolean).join(' · ')}
    </span>
  )
}
