'use client'
import { useRowLabel } from '@payloadcms/ui'

/** The row label of a link: its text and address. */
export function LinkRow() {
  const { data } = useRowLabel<{ label?: string; url?: string }>()
  return <span>{[data.label ?? 'Link', data.url].filter(Boolean).join(' · ')}</span>
}
