'use client'
import {
  ConfigProvider,
  DefaultListView,
  useConfig,
  useListDrawerContext,
  useListQuery,
} from '@payloadcms/ui'
import type { ListViewClientProps } from 'payload'
import { useMemo } from 'react'
import { DayFilter } from './day-filter.tsx'
import { useFilterFocus } from './filter-focus.ts'
import { daysOf, listedColumns, listedConfig } from './listed-fields.ts'
import { useRedrawn } from './redrawn.ts'
import { ViewsProvider } from './views/use-views.tsx'

/** The rows and columns of a list. */
function Listed(props: ListViewClientProps) {
  const { collectionSlug, columnState, renderedFilters } = props
  const { config } = useConfig()
  const { query } = useListQuery()
  // As text: the same days make the same config, and for another everything in the list is drawn anew.
  const asText = daysOf(config, collectionSlug, query.where).join()
  const days = useMemo(() => asText.split(',').filter(Boolean), [asText])
  const listed = useMemo(() => listedConfig(config, collectionSlug, days), [config, collectionSlug, days])
  const columns = useMemo(() => listedColumns(columnState), [columnState])
  const filters = useMemo(
    () =>
      new Map([
        ...(renderedFilters ?? []),
        ...days.map((path) => [path, <DayFilter key={path} path={path} />] as const),
      ]),
    [renderedFilters, days],
  )
  return (
    <ConfigProvider config={listed}>
      <DefaultListView {...props} columnState={columns} renderedFilters={filters} />
    </ConfigProvider>
  )
}

/** Payload's list, with days that are chosen as in forms, without ids, and with views that people save. */
export function ListView(props: ListViewClientProps) {
  const { isInDrawer } = useListDrawerContext()
  const { round, removing } = useRedrawn(isInDrawer)
  useFilterFocus(removing)
  const listed = <Listed key={round} {...props} />
  return isInDrawer ? listed : <ViewsProvider list={props.collectionSlug}>{listed}</ViewsProvider>
}
