/**
 * Maximum nesting depth of JSON. No form comes close, and fields reject values too deep for them by name; this
 * limit is for input that takes long enough to parse to block everybody else.
 */
const MOST_NESTED = 1_000

/** Maximum number of values in one request. The longest entries have a few thousand. */
const MOST_VALUES = 50_000

const TOO_DEEP = `These fields stand more than ${MOST_NESTED.toLocaleString('en')} deep in one another; nothing here does.`
const TOO_MANY = `These are more than ${MOST_VALUES.toLocaleString('en')} values; nothing here has so many. Send less at once.`

/** The JSON is nested deeper, or has more values, than allowed. */
export class UnfitShape extends Error {
  override name = 'UnfitShape'
}

/** Why JSON is refused before it is parsed, which takes seconds for such input; null if it may be parsed. */
export function shapeProblem(text: string): string | null {
  let depth = 0
  let values = 1
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at]
    if (quoted && mark === '\\') at += 1
    else if (mark === '"') quoted = !quoted
    else if (quoted) continue
    else if (mark === '[' || mark === '{') depth += 1
    else if (mark === ']' || mark === '}') depth -= 1
    else if (mark === ',') values += 1
    if (depth > MOST_NESTED) return TOO_DEEP
    if (values > MOST_VALUES) return TOO_MANY
  }
  return null
}

/**
 * Parses JSON from a client.
 * @throws {UnfitShape} if it is nested deeper, or has more values, than allowed.
 * @throws {SyntaxError} if it is not JSON.
 */
export function parseSent(text: string): unknown {
  const problem = shapeProblem(text)
  if (problem !== null) throw new UnfitShape(problem)
  return JSON.parse(text)
}
