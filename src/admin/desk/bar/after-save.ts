'use client'
import { useEffect } from 'react'
import { createStore } from '#admin/create-store.ts'
import type { FormAction } from '../actions/actions.ts'

/** A first save leads to another screen: what was asked for outlives the one on which it was. */
const ASKED = 'asked'
const asked = createStore<FormAction | null>(null)

/** The form of the desk that opens once the open record is saved; null if none is to. */
export const openAfterSave = (action: FormAction | null): void => asked.write(ASKED, action)

/** Opens the form that was asked for, once what it is about is saved and known. */
export function useOpenedAfterSave(ready: boolean, open: (action: FormAction) => void): void {
  const action = asked.useValue(ASKED)
  useEffect(() => {
    if (!ready || action === null) return
    openAfterSave(null)
    open(action)
  }, [ready, action, open])
}
