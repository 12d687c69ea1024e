'use client'
import { useRowLabel } from '@payloadcms/ui'

/** The row label of an element: its number and first words. */
export function ElementRow() {
  const { data, rowNumber } = useRowLabel<{ text?: string }>()
  const text = data.text ?? 'New element'
  return <span>{`${(rowNumber ?? 0) + 1}. ${text.length > 90 ? `${text.slice(0, 90)}…` : text}`}</span>
}
