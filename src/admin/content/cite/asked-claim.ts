'use client'
import { createStore } from '#admin/create-store.ts'

/** A claim for which somebody asked to cite a source, by the mark beside its field. */
interface Asked {
  claim: string
  /** The mark: it says in which form. */
  from: Element
}

/** One for all forms of a screen. */
const ASKED = 'asked'
const asked = createStore<Asked | null>(null)

/** Asks the form of this element for a source of a claim. */
export const askForSource = (claim: string, from: Element): void => asked.write(ASKED, { claim, from })

/** The claim for which a source was asked last. */
export const useAskedClaim = (): Asked | null => asked.useValue(ASKED)
