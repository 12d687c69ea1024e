import { metaCharset } from './meta-charset.ts'

/** How a document can declare its own encoding. */
export type Markup = 'html' | 'xml' | 'none'

const MARKS: readonly [bytes: readonly number[], label: string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xfe, 0xff], 'utf-16be'],
  [[0xff, 0xfe], 'utf-16le'],
  // “<?x” of an XML declaration.
  [[0x3c, 0, 0x3f, 0, 0x78, 0], 'utf-16le'],
  [[0, 0x3c, 0, 0x3f, 0, 0x78], 'utf-16be'],
]

/** Bytes within which an XML declaration must end. */
const DECLARATION = 1024

/** Characters of a media type that are examined. */
const LONGEST_TYPE = 1_024

/** Encodings whose bytes are all ASCII, so that they would pass as UTF-8. */
const ESCAPED = /^iso-2022-/

/** Labels of encodings that browsers refuse because they can hide markup (Encoding Standard, 4.3). */
const REFUSED = new Set([
  'replacement',
  'csiso2022kr',
  'hz-gb-2312',
  'iso-2022-cn',
  'iso-2022-cn-ext',
  'iso-2022-kr',
])

/** Share of invalid non-ASCII characters tolerated in a page that counts as UTF-8. */
const MOSTLY = 0.1

/**
 * Decodes the text of a document. A byte order mark decides; then UTF-8 if the bytes are valid UTF-8, whatever is
 * declared; then the header or the document, as browsers interpret them; then windows-1252, their default.
 * @param given.cut the bytes may end within a character.
 */
export function decodeText(
  bytes: Uint8Array,
  { contentType, markup, cut = false }: { contentType: string; markup: Markup; cut?: boolean },
): string {
  const mark = MARKS.find(([first]) => first.every((byte, index) => bytes[index] === byte))
  if (mark) return new TextDecoder(mark[1]).decode(bytes)
  const header = ofHeader(bytes, contentType)
  if (header?.startsWith('utf-16')) return new TextDecoder(header).decode(bytes)
  const utf8 = new TextDecoder().decode(bytes, { stream: cut })
  const isUtf8 = !utf8.includes('\uFFFD')
  if (isUtf8 && /\P{ASCII}/u.test(utf8)) return utf8
  const inside = markup === 'none' ? null : inDocument(bytes, markup)
  const said = [header, inside].filter((encoding) => encoding !== null)
  const [first] = said
  if (first === 'refused') return '\uFFFD'
  if (isUtf8) return first && ESCAPED.test(first) ? new TextDecoder(first).decode(bytes) : utf8
  if ((first ?? 'utf-8') === 'utf-8' && isMostlyRight(utf8)) return utf8
  const other = said.find((encoding) => encoding !== 'utf-8' && encoding !== 'refused')
  return new TextDecoder(other ?? 'windows-1252').decode(bytes)
}

const isMostlyRight = (utf8: string): boolean => count(utf8, /\uFFFD/g) <= MOSTLY * count(utf8, /\P{ASCII}/gu)

/** The encoding in the header. UTF-16 has a zero byte in every ASCII character: without any, it is not UTF-16. */
function ofHeader(bytes: Uint8Array, contentType: string): string | null {
  const encoding = encodingOf(headerCharset(contentType))
  return encoding?.startsWith('utf-16') && !bytes.includes(0) ? null : encoding
}

/** The encoding declared in a document readable as ASCII: it cannot be UTF-16 (HTML Standard, 13.2.3.2). */
function inDocument(bytes: Uint8Array, markup: 'html' | 'xml'): string | null {
  const named = (label: string): string | null => {
    const encoding = encodingOf(label)
    if (encoding?.startsWith('utf-16')) return 'utf-8'
    return encoding === 'x-user-defined' ? 'windows-1252' : encoding
  }
  const meta = markup === 'html' ? metaCharset(bytes, named) : null
  return meta ?? named(declared(bytes) ?? '')
}

/** The encoding in an XML declaration at the very beginning. */
const declared = (bytes: Uint8Array): string | null =>
  /^<\?xml\s[^>]*?\bencoding\s*=\s*(?:"([^">]*)"|'([^'>]*)')/
    .exec(Buffer.from(bytes.subarray(0, DECLARATION)).toString('latin1'))
    ?.slice(1)
    .find((label) => label !== undefined) ?? null

/** One parameter of a media type: name, quoted value, bare value. */
const PARAMETER = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g

/** The charset of a `Content-Type`: of several, joined by commas, the last (Fetch Standard, 2.2.2). */
export function headerCharset(contentType: string): string {
  const types = contentType.slice(0, LONGEST_TYPE).match(/(?:"(?:[^"\\]|\\.)*"|[^",])+/g) ?? []
  const charsets = types.flatMap((type) => {
    const charset = [...type.matchAll(PARAMETER)].find(([, name]) => name?.toLowerCase() === 'charset')
    return charset ? [charset[2]?.replace(/\\(.)/g, '$1') ?? charset[3] ?? ''] : []
  })
  return charsets.at(-1) ?? ''
}

/**
 * The encoding of a label (Encoding Standard, 4.2), `refused` for those that are not decoded; null if the label is
 * unknown.
 */
function encodingOf(label: string): string | null {
  const plain = label.trim().toLowerCase()
  if (REFUSED.has(plain)) return 'refused'
  try {
    return new TextDecoder(plain).encoding
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
