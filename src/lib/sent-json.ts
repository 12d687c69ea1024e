/**
 * How deep fields stand in one another, at most. No form is near it: what nests too deep for a field, its field refuses
 * by name. This is for what takes so long to read that everybody else waits.
 */
const MOST_NESTED = 25_000

/** JSON that nests deeper than is read here. */
export class NestedTooDeep extends Error {
  override name = 'NestedTooDeep'
  override message = `These fields stand more than ${MOST_NESTED.toLocaleString('en')} deep in one another; nothing here does.`
}

/** Read before it is parsed, which of such takes seconds. */
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
 * What somebody sent as JSON.
 * @throws {NestedTooDeep} where it nests deeper than is read here.
 * @throws {SyntaxError} where it is no JSON.
 */
export function parseSent(text: string): unknown {
  if (nestsTooDeep(text)) throw new NestedTooDeep()
  return JSON.parse(text)
}
