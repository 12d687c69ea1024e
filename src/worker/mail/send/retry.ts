import type { Mail } from '#domain/mail/mails.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Milliseconds between attempts to send a mail: 1, 5, 15, 60 minutes, 4 hours, and then every four hours. */
const BACK_OFF = [1 * MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR]
const EVERY = 4 * HOUR
export const mailBackOff = (tries: number): number => BACK_OFF[tries - 1] ?? EVERY

/** When to retry, in milliseconds after the first attempt; after these, every four hours. */
const AGAIN = BACK_OFF.map((_, index) => BACK_OFF.slice(0, index + 1).reduce((sum, each) => sum + each, 0))

/** How long a mail is retried at most, in milliseconds. */
export const LONGEST = 3 * DAY

/** Maximum age of a digest that was never attempted, in milliseconds: beyond it, it is no longer news. */
const STALE = { 'at-once': 3 * DAY, digest: 7 * DAY } as const

/**
 * When to retry a mail that was not accepted: after 1, 5, 15, 60 minutes and 4 hours, then every 4 hours.
 * @returns null once it has been retried for three days.
 */
export function triedAgainAt(firstTried: Date, now: Date): Date | null {
  const elapsed = Math.max(0, now.getTime() - firstTried.getTime())
  if (elapsed >= LONGEST) return null
  const next =
    AGAIN.find((after) => after > elapsed) ??
    (AGAIN.at(-1) ?? 0) + (Math.floor((elapsed - (AGAIN.at(-1) ?? 0)) / EVERY) + 1) * EVERY
  return new Date(Math.max(firstTried.getTime() + next, now.getTime() + MINUTE))
}

/** Why a mail is too old to send, in words; null if it isn't. Restoring a backup must not mail old news. */
export function tooOld({ kind, args, createdAt, attemptedAt }: Mail, now: Date): string | null {
  if (kind !== 'digest') return null
  const limit = args.kind === 'at-once' ? STALE['at-once'] : STALE.digest
  const age = (instant: string): number => now.getTime() - Date.parse(instant)
  if (age(createdAt) <= limit || (attemptedAt !== null && age(attemptedAt) <= limit)) return null
  return `It was written more than ${limit / DAY} days before it could be sent.`
}
