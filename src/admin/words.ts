import { counted } from '#domain/desk/impact.ts'
import { isLegalDate, printDate } from '#domain/dates.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** “21 November 2026”: the day of an instant in the viewer's time zone. */
export function printDayOf(at: string): string {
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return ''
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return isLegalDate(day) ? printDate(day) : day
}

/** “21 November 2026, 10:04”: an instant in the viewer's time zone. */
export function printInstant(at: string): string {
  const time = new Date(at)
  const day = printDayOf(at)
  return day === '' ? '' : `${day}, ${two(time.getHours())}:${two(time.getMinutes())}`
}

export const printDay = (day: string | null | undefined): string =>
  day && isLegalDate(day) ? printDate(day) : ''

/** “a, b and c”. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? ''
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

export { counted }

export const openQuestions = (count: number): string => counted(count, 'open question')

/** With a capital letter at its start. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Adds a full stop unless the text ends like a sentence. */
export const sentence = (text: string): string => (/[.!?…”]$/.test(text.trim()) ? text : `${text.trim()}.`)
