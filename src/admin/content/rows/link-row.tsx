'use client'
import { useRowLabel } from '@payloadcms/ui'

/** A link in a closed list: its words and its address. */
export function LinkRow() {
  const { data } = useRowLabel<{ label?: string; url?: string }>()
  return <span>{[data.label ?? 'Link', data.url].filter(Boolean).join(' · ')}</span>
}
