const SEGMENT = /\d+|\p{Lu}+/gu

/** A letter that was put in before A sorts before it: 33ZA stands between 33 and 33A. */
const lettered = (text: string): string => (/^Z\p{Lu}/u.test(text) ? `\u0001${text.slice(1)}` : text)

function compareSegments(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1
  const [numeric, other] = [/^\d/.test(a), /^\d/.test(b)]
  if (numeric && other) return Number(a) - Number(b)
  if (numeric !== other) return numeric ? -1 : 1
  return lettered(a) < lettered(b) ? -1 : 1
}

/** True if a label stands before another in an instrument: 9 before 10, 127 before 127A, 127A before 128. */
export function comesBefore(a: string, b: string): boolean {
  const [left, right] = [a.toUpperCase().match(SEGMENT) ?? [], b.toUpperCase().match(SEGMENT) ?? []]
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const order = compareSegments(left[at], right[at])
    if (order !== 0) return order < 0
  }
  return false
}
