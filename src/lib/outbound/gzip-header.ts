const EXTRA = 4
const NAME = 8
const COMMENT = 16
const CHECK = 2

/** Length of a gzip header (RFC 1952, 2.3); `more` if the bytes end within it, `none` if they are not gzip. */
export function gzipHeader(bytes: Uint8Array): number | 'more' | 'none' {
  if ([0x1f, 0x8b, 8].some((byte, at) => at < bytes.length && bytes[at] !== byte)) return 'none'
  const flags = bytes[3]
  if (flags === undefined) return 'more'
  let at = 10
  if (flags & EXTRA) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0)
  for (const text of [NAME, COMMENT])
    if (flags & text) {
      const end = bytes.indexOf(0, at)
      if (end === -1) return 'more'
      at = end + 1
    }
  if (flags & CHECK) at += 2
  return at <= bytes.length ? at : 'more'
}
