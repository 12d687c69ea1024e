import { Parser } from 'htmlparser2'

/** Bytes of markup parsed per step. */
const PIECE = 4_096

/** Nesting depth from which the rest is ignored: parsing time grows with depth. */
const DEEPEST = 2_000

/** Maximum number of labels looked up: a page with more invalid ones is not genuine. */
const MOST_LABELS = 20

/** Extracts a label from `content` (HTML Standard, “extracting a character encoding from a meta element”). */
function labelIn(content: string): string | null {
  const [, double, single, bare] =
    /charset[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|([^\t\n\f\r ;"'][^\t\n\f\r ;]*))/i.exec(
      content,
    ) ?? []
  return double ?? single ?? bare ?? null
}

function labelOf({ charset, content, 'http-equiv': pragma }: Record<string, string>): string | null {
  if (charset !== undefined) return charset
  return pragma?.trim().toLowerCase() === 'content-type' ? labelIn(content ?? '') : null
}

/**
 * The encoding in the first `meta` with a valid label, wherever it is: browsers prescan only the beginning but
 * restart when they find a later one. Comments, scripts, styles and attribute values are not elements.
 * @param named the encoding of a label; null if there is none of this name.
 */
export function metaCharset(bytes: Uint8Array, named: (label: string) => string | null): string | null {
  const state = { found: null as string | null, depth: 0, labels: 0 }
  const goesOn = (): boolean => state.found === null && state.depth < DEEPEST && state.labels < MOST_LABELS
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        state.depth += 1
        const label = name === 'meta' && goesOn() ? labelOf(attributes) : null
        if (label === null) return
        state.found = named(label)
        state.labels += 1
      },
      onclosetag() {
        state.depth -= 1
      },
    },
    { decodeEntities: true, recognizeSelfClosing: false },
  )
  for (let at = 0; at < bytes.length && goesOn(); at += PIECE)
    parser.write(Buffer.from(bytes.subarray(at, at + PIECE)).toString('latin1'))
  return state.found
}
