'use client'
import { useTableColumns } from '@payloadcms/ui'
import { columnNames } from './column-names.ts'

/**
 * The names of the columns as styles: where a row is a block of lines, each stands before its value. The cells
 * themselves are Payload's.
 */
export function ColumnNames({ collectionSlug }: { collectionSlug: string }) {
  const { columns } = useTableColumns()
  const shown = (columns ?? []).flatMap(({ accessor, active, field }) => {
    const { label, labelWithPrefix } = field as { label?: unknown; labelWithPrefix?: unknown }
    const name = labelWithPrefix ?? label
    return active && typeof name === 'string' ? [{ accessor, name }] : []
  })
  return <style>{columnNames(`.collection-list--${collectionSlug}`, shown)}</style>
}
