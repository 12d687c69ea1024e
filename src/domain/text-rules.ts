/** Longest texts that are kept, in characters. */
export const LIMITS = { line: 300, prose: 8_000, richText: 60_000, note: 2_000 } as const

const MARKUP = /<\/?[a-z!?][^>]*>?/i
const ENTITY = /&(#\d+|#x[0-9a-f]+|[a-z]{2,8});/i

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
/** Characters that make text read in another order than it is stored, or hide in it. */
const INVISIBLE =
  /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u{e0000}-\u{e007f}]/u

/**
 * What is wrong with a plain text, in words for the person who typed it; null when it is fine.
 * @param limit longest text, in characters.
 */
export function textProblem(text: string, limit: number, { multiline = true } = {}): string | null {
  if (text.length > limit)
    return `This text has ${text.length.toLocaleString('en')} characters; at most ${limit.toLocaleString('en')} are kept. Shorten it.`
  const markup = MARKUP.exec(text) ?? ENTITY.exec(text)
  if (markup) return `“${markup[0].slice(0, 40)}” looks like HTML. This is plain text: remove the markup.`
  if (CONTROL.test(text) || INVISIBLE.test(text))
    return 'This text contains invisible or control characters, perhaps from copying. Type it again, or paste it as plain text.'
  if (!multiline && /[\r\n\u2028\u2029]/.test(text)) return 'This must be one line.'
  return null
}
