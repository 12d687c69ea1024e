/** Milliseconds for which what goes, or is drawn again, may still drop the focus. */
const SETTLES = 2_000

/** Whether nothing has the focus: a keyboard has lost its place. */
export const isNowhere = (): boolean =>
  document.activeElement === null || document.activeElement === document.body

/** Calls `place` whenever the focus is nowhere, for a moment. @returns what ends it before. */
export function holdFocus(place: () => void): () => void {
  const hold = (): void => {
    if (isNowhere()) place()
  }
  hold()
  const timer = setInterval(hold, 50)
  const end = setTimeout(() => clearInterval(timer), SETTLES)
  return () => {
    clearInterval(timer)
    clearTimeout(end)
  }
}

/** Ends the hold that was asked for last: where the focus belongs now, another press says. */
let release = (): void => undefined

/**
 * Moves the focus to the first of these elements that is there, once what was just pressed is drawn again or gone.
 * @param ids of elements that can have the focus, the best first.
 */
export function focusOn(...ids: readonly string[]): void {
  const place = (): void =>
    ids
      .map((id) => document.getElementById(id))
      .find((each) => each !== null)
      ?.focus()
  setTimeout(() => {
    release()
    place()
    release = holdFocus(place)
  }, 0)
}
