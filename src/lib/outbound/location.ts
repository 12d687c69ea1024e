/**
 * Target of a redirect as written: the first non-empty `Location`, with each non-ASCII byte escaped as browsers do;
 * null if there is none. Header values hold one character per byte.
 */
export function locationOf(value: string | readonly string[] | undefined): string | null {
  const first = [value ?? ''].flat().find((each) => each.trim() !== '')
  return first === undefined
    ? null
    : first.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`)
}
