/** One range of bytes (RFC 9110, 14.1.2): first and last, from the first on, or the last so many. */
const RANGE = /^bytes=(?:(\d{1,15})-(\d{0,15})|-(\d{1,15}))$/i

/**
 * The `Range` of a request as sirv understands it, which reads nothing but `first-last`; null where the whole file is
 * the answer. Several ranges at once, a last byte before the first, and what is no range at all are left out of
 * account, as RFC 9110 allows or asks; so is the first byte alone, of which sirv makes all. A range behind the end of the file stays behind it, and is answered with 416.
 * @param size bytes of the file as it is sent.
 * @param conditional the request has an `If-Range`, which never holds: our entity tags are weak (RFC 9110, 13.1.5).
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
