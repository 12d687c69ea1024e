import { networkIn } from '#lib/throttle.ts'
import { page } from './answer.ts'
import type { Here } from './here.ts'

const MINUTE = 60_000

/** The network of a request, hashed: what is counted keeps no address. */
export const hashedNetwork = ({ reading }: Pick<Here, 'reading'>, request: Request): string =>
  reading.book.lookup(networkIn(request.headers))

/**
 * The answer to a network that asks too often; null where it need not wait.
 * @param wait milliseconds.
 * @param html the page, by the minutes to wait.
 */
export const tooMany = (wait: number, html: (minutes: number) => string): Response | null =>
  wait === 0
    ? null
    : page(html(Math.ceil(wait / MINUTE)), 429, { 'Retry-After': String(Math.ceil(wait / 1000)) })
