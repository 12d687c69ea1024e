'use client'
import { useRowLabel } from '@payloadcms/ui'
import { useRecord } from '../../use-record.ts'

/** The row label of a citation: its source, pinpoint, and number of claims it supports. */
export function CitationRow() {
  const { data, rowNumber } = useRowLabel<{ source?: unknown; pinpoint?: string; supports?: string[] }>()
  const source = useRecord<{ label?: string }>('sources', data.source)
  const claims = data.supports?.length ?? 0
  const words = [
    source?.label ?? 'No source chosen',
    data.pinpoint,
    claims === 0 ? 'supports nothing yet' : claims === 1 ? '1 claim' : `${claims} claims`,
  ]
  return <span>{`${(rowNumber ?? 0) + 1}. ${words.filter(Boolean).join(' · ')}`}</span>
}
