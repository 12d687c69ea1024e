'use client'
import { useRowLabel } from '@payloadcms/ui'

/** A section of an essay in a closed list: its number and heading. */
export function SectionRow() {
  const { data, rowNumber } = useRowLabel<{ heading?: string }>()
  return <span>{`${(rowNumber ?? 0) + 1}. ${data.heading ?? 'New section'}`}</span>
}
