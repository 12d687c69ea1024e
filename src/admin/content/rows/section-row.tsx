'use client'
import { useRowLabel } from '@payloadcms/ui'

/** The row label of an essay's section: its number and heading. */
export function SectionRow() {
  const { data, rowNumber } = useRowLabel<{ heading?: string }>()
  return <span>{`${(rowNumber ?? 0) + 1}. ${data.heading ?? 'New section'}`}</span>
}
