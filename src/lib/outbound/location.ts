/**
 * Where an answer leads, as it is written: the first `Location` that is not empty, its bytes beyond ASCII escaped one by
 * one, which is what browsers make of them; null where there is none. Header values hold one character for each byte.
 */
export function locationOf(value: string | readonly string[] | undefined): string | null {
  const first = [value ?? ''].flat().find((each) => each.trim() !== '')
  return first === undefined
    ? null
    : first.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`)
}
