/** Bytes in which a page must say its encoding (HTML Standard, prescan). */
const PRESCAN = 1024

const MARKS: readonly [bytes: readonly number[], label: string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xfe, 0xff], 'utf-16be'],
  [[0xff, 0xfe], 'utf-16le'],
]

/** Encodings whose bytes are all ASCII, so that they would pass as UTF-8. */
const ESCAPED = /^iso-2022-|^hz-|^utf-16/

/** Of the characters beyond ASCII, the share that may be wrong in a page that is UTF-8 all the same. */
const MOSTLY = 0.1

/**
 * The text of a page. A byte order mark decides; then UTF-8 where the bytes are that, whatever the page says; then what
 * the header or the page says; then windows-1252, which is what browsers take for granted.
 */
export function decodeText(bytes: Uint8Array, contentType: string): string {
  const mark = MARKS.find(([first]) => first.every((byte, index) => bytes[index] === byte))
  if (mark) return new TextDecoder(mark[1]).decode(bytes)
  const said = [labelIn(contentType), labelIn(asciiOf(bytes.subarray(0, PRESCAN)))].flatMap((label) => {
    const decoder = label === null ? null : decoderOf(label)
    return decoder ? [decoder] : []
  })
  const [first] = said
  if (first && ESCAPED.test(first.encoding)) return first.decode(bytes)
  const utf8 = new TextDecoder().decode(bytes)
  const wrong = count(utf8, '\uFFFD')
  if (wrong === 0) return utf8
  const other = said.find(({ encoding }) => encoding !== 'utf-8')
  const isUtf8 = !other && wrong <= MOSTLY * (utf8.match(/[^\p{ASCII}]/gu)?.length ?? 0)
  return isUtf8 ? utf8 : (other ?? new TextDecoder('windows-1252')).decode(bytes)
}

const labelIn = (text: string): string | null => /charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(text)?.[1] ?? null

const asciiOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')

function decoderOf(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const count = (text: string, character: string): number => text.split(character).length - 1
