'use client'
import { useEffect } from 'react'
import { createStore } from '#admin/create-store.ts'
import type { FormAction } from '../actions/actions.ts'
import type { Values } from '../actions/values.ts'

/** What somebody wants once the open record is saved. */
interface AfterSave {
  /** A form of the desk, or the next entry of the guide of which something is missing. */
  then: FormAction | 'next-in-guide'
  /** What is filled in in the form. */
  values?: Values
}

/** A first save leads to another screen: what was asked for outlives the one on which it was. */
const ASKED = 'asked'
const asked = createStore<AfterSave | null>(null)

/** Remembers what happens once the open record is saved; null if nothing is to. */
export const afterSave = (wanted: AfterSave | null): void => asked.write(ASKED, wanted)

/** Does what was asked for, once what it is about is saved and known. */
export function useAfterSave(ready: boolean, act: (wanted: AfterSave) => void): void {
  const wanted = asked.useValue(ASKED)
  useEffect(() => {
    if (!ready || wanted === null) return
    afterSave(null)
    act(wanted)
  }, [ready, wanted, act])
}
