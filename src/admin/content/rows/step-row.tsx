'use client'
import { useRowLabel } from '@payloadcms/ui'

/** The row label of a step: its number and title. */
export function StepRow() {
  const { data, rowNumber } = useRowLabel<{ title?: string; namesRight?: boolean; crossBorder?: boolean }>()
  const marks = [data.namesRight && 'right or deadline', data.crossBorder && 'leads abroad']
    .filter(Boolean)
    .join(', ')
  return <span>{`${(rowNumber ?? 0) + 1}. ${data.title ?? 'New step'}${marks ? ` (${marks})` : ''}`}</span>
}
