const idOf = (n: number): string => `thread-${n}`

/** Moves the focus to a thread, once it is on screen. */
export function focusThread(n: number): void {
  setTimeout(() => {
    const element = document.getElementById(idOf(n))
    element?.querySelector<HTMLDetailsElement>('details:not([open])')?.setAttribute('open', '')
    element?.focus()
    element?.scrollIntoView({ block: 'nearest' })
  }, 80)
}

export const threadId = idOf
