'use client'
import { ConfigProvider, DefaultListView, useConfig, useListQuery } from '@payloadcms/ui'
import type { ListViewClientProps } from 'payload'
import { useMemo } from 'react'
import { DayFilter } from './day-filter.tsx'
import { daysOf, listedColumns, listedConfig } from './listed-fields.ts'

/** Payload's list, with days that are chosen as in forms, and without ids. */
export function ListView(props: ListViewClientProps) {
  const { collectionSlug, columnState, renderedFilters } = props
  const { config } = useConfig()
  const { query } = useListQuery()
  // As text: the same days make the same config, and for another everything in the list is drawn anew.
  const days = daysOf(config, collectionSlug, query.where).join()
  const listed = useMemo(
    () => listedConfig(config, collectionSlug, days.split(',')),
    [config, collectionSlug, days],
  )
  const columns = useMemo(() => listedColumns(columnState), [columnState])
  const filters = useMemo(
    () =>
      new Map([
        ...(renderedFilters ?? []),
        ...days.split(',').map((path) => [path, <DayFilter key={path} path={path} />] as const),
      ]),
    [renderedFilters, days],
  )
  return (
    <ConfigProvider config={listed}>
      <DefaultListView {...props} columnState={columns} renderedFilters={filters} />
    </ConfigProvider>
  )
}
