import { isRecord } from '#domain/checks.ts'

/**
 * Editions that were opened in this browser, with the server's receipts and the questions that were on screen: the newest
 * last.
 */
const NAME = 'recourse:opened'
/** More than anybody reads before approving; what was opened before these is opened again. */
const KEPT = 300

/** What it takes to approve an edition from a list. */
export interface Opened {
  receipt: string
  /** Numbers of the questions that were on screen with it. */
  seen: readonly number[]
}

type Kept = [edition: string, opened: Opened][]

const isOpened = (value: unknown): value is Opened =>
  isRecord(value) &&
  typeof value.receipt === 'string' &&
  Array.isArray(value.seen) &&
  value.seen.every((n) => typeof n === 'number')

const isKept = (value: unknown): value is Kept =>
  Array.isArray(value) &&
  value.every(
    (each) => Array.isArray(each) && each.length === 2 && typeof each[0] === 'string' && isOpened(each[1]),
  )

function read(): Kept {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(NAME) ?? '[]')
    return isKept(value) ? value : []
  } catch {
    return [] // not ours, or the browser keeps nothing: the editions count as not opened
  }
}

/** Keeps the receipt for an edition. */
export function keepReceipt(edition: string, opened: Opened): void {
  const kept = [...read().filter(([hash]) => hash !== edition), [edition, opened]].slice(-KEPT)
  try {
    localStorage.setItem(NAME, JSON.stringify(kept))
  } catch {
    // The browser keeps nothing: the edition is approved on its own screen.
  }
}

/** What was opened, by edition. */
export const receipts = (): ReadonlyMap<string, Opened> => new Map(read())
