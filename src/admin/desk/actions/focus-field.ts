/** As much of the form's fields as it takes to find a row by its key. */
type FieldValues = Record<string, { value?: unknown } | undefined>

const ROW = /^(steps|sections)\.(.+)$/

/** The element of a field in the form: its own, or the row of the array that the claim names. */
function elementOf(field: string, fields: FieldValues): HTMLElement | null {
  const row = ROW.exec(field)
  if (!row) return document.getElementById(`field-${field.replace(/\./g, '__')}`)
  const [, array = '', key] = row
  const index = Object.keys(fields)
    .map((path) => new RegExp(`^${array}\\.(\\d+)\\.key$`).exec(path))
    .find((match) => match && fields[match[0]]?.value === key)?.[1]
  if (index === undefined) return document.getElementById(`field-${array}`)
  const element = document.getElementById(`${array}-row-${index}`)
  element?.querySelector<HTMLElement>('.collapsible--collapsed .collapsible__toggle')?.click()
  return element
}

const FOCUSABLE =
  'input:not([type=hidden]):not(:disabled), textarea:not(:disabled), select:not(:disabled), [contenteditable=true], button:not(:disabled), a[href]'

/**
 * Moves the focus to a field of the entry's form.
 * @param field a claim id or field name, as the desk uses them.
 * @returns false where the form has no such field.
 */
export function focusField(field: string, fields: FieldValues): boolean {
  const element = elementOf(field, fields)
  if (!element) return false
  element.scrollIntoView({ block: 'center' })
  const inner = element.matches(FOCUSABLE) ? element : element.querySelector<HTMLElement>(FOCUSABLE)
  // A closing drawer first restores the focus.
  setTimeout(() => inner?.focus({ preventScroll: true }), 80)
  return true
}

/** The URL fragment that leads to a form field from another screen. */
export const fieldHash = (field: string): string => `#at=${encodeURIComponent(field)}`
export const fieldInHash = (hash: string): string | null =>
  hash.startsWith('#at=') ? decodeURIComponent(hash.slice(4)) : null
