/** Milliseconds requested by a `Retry-After` (RFC 9110, 10.2.3: seconds or a date); null if absent or invalid. */
export function retryAfter(value: string | undefined, now: Date): number | null {
  const text = value?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  const at = /[a-z]/i.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime())
}
