'use client'
import { useEffect } from 'react'
import { createStore } from '#admin/create-store.ts'
import type { FormAction } from '../actions/actions.ts'
import type { Values } from '../actions/values.ts'

/** What somebody asks for together with a save. */
export interface AfterSave {
  /** A form of the desk, the next entry of the guide of which something is missing, or that a law change flags its entries. */
  then: FormAction | 'next-in-guide' | 'flag'
  /** What is filled in in the form. */
  values?: Values
}

/** What is asked for, by the save button that is to be pressed: one form may lie in a drawer over another. */
const asked = new WeakMap<Element, AfterSave>()

/**
 * Presses the save button of the form, so that whatever it checks holds, and asks for what is to follow.
 * @param from an element of the form.
 * @returns whether the button could be pressed.
 */
export function saveFirst(from: Element, wanted: AfterSave): boolean {
  const save = from.closest('form')?.querySelector<HTMLButtonElement>('#action-save:not([disabled])')
  if (!save) return false
  asked.set(save, wanted)
  save.click()
  return true
}

/** What the press of a save button asks for besides the save; null for nothing. */
export function takeAsked(save: Element | null): AfterSave | null {
  const wanted = save && asked.get(save)
  if (!wanted) return null
  asked.delete(save)
  return wanted
}

/** By the address in the API of what was saved: a first save leads to another screen. */
const due = createStore<AfterSave | null>(null)

/** Lets follow what was asked for, once the record is saved. */
export const setDue = due.write

/**
 * Does what was asked for together with a save, once that is done.
 * @param api address of the open record in the API.
 * @param ready whether what is saved is known.
 */
export function useAfterSave(
  api: string | undefined,
  ready: boolean,
  follow: (wanted: AfterSave) => void,
): void {
  const wanted = due.useValue(api ?? '')
  useEffect(() => {
    if (!ready || !api || wanted === null) return
    setDue(api, null)
    follow(wanted)
  }, [ready, api, wanted, follow])
}
