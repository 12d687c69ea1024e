/**
 * Maximum nesting depth of JSON. No form comes close, and fields reject values too deep for them by name; this
 * limit is for input that takes long enough to parse to block everybody else.
 */
const MOST_NESTED = 25_000

/** The JSON is nested deeper than allowed. */
export class NestedTooDeep extends Error {
  override name = 'NestedTooDeep'
  override message = `These fields stand more than ${MOST_NESTED.toLocaleString('en')} deep in one another; nothing here does.`
}

/** Checked before parsing, which takes seconds for such input. */
function nestsTooDeep(text: string): boolean {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at]
    if (quoted && mark === '\\') at += 1
    else if (mark === '"') quoted = !quoted
    else if (quoted) continue
    else if (mark === '[' || mark === '{') depth += 1
    else if (mark === ']' || mark === '}') depth -= 1
    if (depth > MOST_NESTED) return true
  }
  return false
}

/**
 * Parses JSON from a client.
 * @throws {NestedTooDeep} if it is nested deeper than allowed.
 * @throws {SyntaxError} if it is not JSON.
 */
export function parseSent(text: string): unknown {
  if (nestsTooDeep(text)) throw new NestedTooDeep()
  return JSON.parse(text)
}
