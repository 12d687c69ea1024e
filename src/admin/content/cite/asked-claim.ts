'use client'
import { useSyncExternalStore } from 'react'

/** A claim for which somebody asked to cite a source, by the mark beside its field. */
interface Asked {
  claim: string
  /** The mark: it says in which form. */
  from: Element
}

let asked: Asked | null = null
const listeners = new Set<() => void>()

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Asks the form of this element for a source of a claim. */
export function askForSource(claim: string, from: Element): void {
  asked = { claim, from }
  for (const listener of listeners) listener()
}

/** The claim for which a source was asked last. */
export const useAskedClaim = (): Asked | null =>
  useSyncExternalStore(
    subscribe,
    () => asked,
    () => null,
  )
