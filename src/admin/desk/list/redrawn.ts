'use client'
import { useListQuery } from '@payloadcms/ui'
import { usePathname, useSearchParams } from 'next/navigation.js'
import { useEffect, useEffectEvent, useState } from 'react'
import { holdFocus } from '#admin/focus-on.ts'
import { conditionsOf } from './conditions.ts'

/** Ids of the link to the view that is shown, and of what saves it where nobody has. */
export const VIEW_SHOWN = 'view-shown'
export const VIEW_NEW = 'view-new'

/** Holds the focus at the view that is shown: the link that was pressed goes with the list it was in. */
const holdAtView = (): (() => void) =>
  holdFocus(() =>
    (document.getElementById(VIEW_SHOWN) ?? document.getElementById(VIEW_NEW))?.focus({
      preventScroll: true,
    }),
  )

/** Whether an address filters its list. */
const filters = (search: string): boolean =>
  [...new URLSearchParams(search).keys()].some((key) => /^(?:where|search)\b/.test(key))

/** The part of an address that a click leads to, in the list that is shown and otherwise than it is; null for any other. */
function ledTo(event: MouseEvent): string | null {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null
  const aside = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
  return link && !aside && link.pathname === location.pathname && link.ariaCurrent !== 'page'
    ? link.search
    : null
}

interface State {
  /** The query of the list. */
  shown: string
  /** What is about to change it other than by a value in a row of filters: an address, or that a row is removed. */
  by: { search: string } | 'removal' | null
  round: number
  /** The last round that an address began, and that address. */
  viewed: { round: number; search: string } | null
}

function next(shown: string, { by, round, viewed }: State): State {
  if (by === null) return { shown, by, round, viewed }
  return {
    shown,
    by: null,
    round: round + 1,
    viewed: by === 'removal' ? viewed : { round: round + 1, search: by.search },
  }
}

/** Back from one arrangement of a list to another: Payload would keep the filters of the one that is left. */
function useBack(isInDrawer: boolean): void {
  const path = usePathname()
  const params = useSearchParams()
  const back = useEffectEvent((): void => {
    const isOther = new URLSearchParams(location.search).toString() !== params.toString()
    if (location.pathname === path && isOther) location.reload()
  })
  useEffect(() => {
    if (isInDrawer) return
    const listen = (): void => back()
    addEventListener('popstate', listen)
    return () => removeEventListener('popstate', listen)
  }, [isInDrawer])
}

/**
 * A number that grows whenever the list is shown otherwise by a link, or a filter is removed: Payload’s rows of filters
 * keep the values that they were first given, and where an address has no filters, Payload keeps those of the address
 * before. Changes that are made in the rows themselves leave it.
 */
export function useRedrawn(isInDrawer: boolean): { round: number; removing: () => void } {
  useBack(isInDrawer)
  const { query, refineListData } = useListQuery()
  const shown = JSON.stringify(query)
  const [state, setState] = useState<State>({ shown, by: null, round: 0, viewed: null })
  const isFiltered = conditionsOf(query.where).length > 0 || Boolean(query.search)
  const leaving = useEffectEvent((search: string): void => {
    // From one list without filters to another, no row of filters changes.
    if (isFiltered || filters(search)) setState((now) => ({ ...now, by: { search } }))
  })
  useEffect(() => {
    if (isInDrawer) return
    const press = (event: MouseEvent): void => {
      const search = ledTo(event)
      if (search !== null) leaving(search)
    }
    document.addEventListener('click', press, { capture: true })
    return () => document.removeEventListener('click', press, { capture: true })
  }, [isInDrawer])
  // While rendering, not after it: nothing of the new list is drawn with the old rows.
  if (state.shown !== shown) setState((now) => next(shown, now))
  const { round, viewed } = state
  const view = useEffectEvent((search: string): void => {
    if (isFiltered && !filters(search)) void refineListData({ where: undefined, search: undefined })
  })
  useEffect(() => {
    if (viewed === null) return
    view(viewed.search)
    return holdAtView()
  }, [viewed])
  return { round, removing: () => setState((now) => ({ ...now, by: 'removal' })) }
}
