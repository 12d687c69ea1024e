/** Editions that were opened in this browser, with the server's receipts: the newest last. */
const NAME = 'recourse:opened'
/** More than anybody reads before approving; what was opened before these is opened again. */
const KEPT = 300

type Kept = [edition: string, receipt: string][]

const isKept = (value: unknown): value is Kept =>
  Array.isArray(value) &&
  value.every(
    (each) => Array.isArray(each) && each.length === 2 && each.every((part) => typeof part === 'string'),
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
export function keepReceipt(edition: string, receipt: string): void {
  const kept = [...read().filter(([hash]) => hash !== edition), [edition, receipt]].slice(-KEPT)
  try {
    localStorage.setItem(NAME, JSON.stringify(kept))
  } catch {
    // The browser keeps nothing: the edition is approved on its own screen.
  }
}

/** Receipts by edition. */
export const receipts = (): ReadonlyMap<string, string> => new Map(read())
