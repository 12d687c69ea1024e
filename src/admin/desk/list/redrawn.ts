'use client'
import { useListQuery } from '@payloadcms/ui'
import { createContext, useContext, useEffect, useState } from 'react'

const Leaving = createContext<() => void>(() => undefined)

export const LeavingProvider = Leaving.Provider

/** Says that a link is followed which shows the list otherwise. */
export const useLeaving = (): (() => void) => useContext(Leaving)

/**
 * A number that grows whenever the list is shown otherwise by a link or by the browser’s Back: Payload’s rows of filters
 * keep the values that they were first given. Changes that are made in the rows themselves leave it.
 */
export function useRedrawn(): { round: number; leaving: () => void } {
  const { query } = useListQuery()
  const shown = JSON.stringify(query)
  const [state, setState] = useState({ shown, left: false, round: 0 })
  const leaving = (): void => setState((now) => ({ ...now, left: true }))
  useEffect(() => {
    addEventListener('popstate', leaving)
    return () => removeEventListener('popstate', leaving)
  }, [])
  // While rendering, not after it: nothing of the new list is drawn with the old rows.
  if (state.shown !== shown)
    setState(({ left, round }) => ({ shown, left: false, round: left ? round + 1 : round }))
  return { round: state.round, leaving }
}
