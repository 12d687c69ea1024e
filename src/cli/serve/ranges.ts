/** One byte range (RFC 9110, 14.1.2): first and last, from the first on, or a suffix length. */
const RANGE = /^bytes=(?:(\d{1,15})-(\d{0,15})|-(\d{1,15}))$/i

/**
 * Normalizes a `Range` header for sirv, which understands only `first-last`; null to send the whole file. Multiple
 * ranges, a last byte before the first, and malformed ranges are ignored, as RFC 9110 allows or requires; so is a
 * range of the first byte alone, which sirv turns into the whole file. A range beyond the end is kept, and answered
 * with 416.
 * @param size bytes of the file as sent.
 * @param conditional whether there is an `If-Range`, which never matches: our entity tags are weak (RFC 9110,
 *   13.1.5).
 */
export function plainRange(range: string, size: number, conditional: boolean): string | null {
  const [, first, last, final] = RANGE.exec(range.replace(/\s/g, '')) ?? []
  if (conditional) return null
  if (final !== undefined)
    return Number(final) === 0 ? `bytes=${size}-` : `bytes=${Math.max(0, size - Number(final))}-${size - 1}`
  if (first === undefined) return null
  const end = last ? Math.min(Number(last), size - 1) : size - 1
  if (last && Number(last) < Number(first)) return null
  if (end === 0 && size > 1) return null
  return Number(first) >= size ? `bytes=${size}-` : `bytes=${first}-${end}`
}
