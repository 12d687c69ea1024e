import { isoWeek } from '../../slots.ts'
import type { LegalDate } from '../../dates.ts'
import type { KeptBackups } from './settings.ts'

/** Name of a backup made at an instant: names sort by time. */
export const backupName = (made: Date): string =>
  `recourse-${made.toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '')}.tar`

const NAME = /^recourse-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.tar$/

/** The instant in the name of a backup, ISO 8601; null for another file. */
export function madeAt(name: string): string | null {
  const [, year, month, day, hour, minute, second] = NAME.exec(name) ?? []
  return year === undefined ? null : `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
}

/** The newest backup of each of the last so many periods. */
function newestOf(names: readonly string[], count: number, periodOf: (day: LegalDate) => string): string[] {
  const newest = new Map<string, string>()
  for (const name of names) {
    const period = periodOf((madeAt(name) ?? '').slice(0, 10) as LegalDate)
    if (!newest.has(period)) newest.set(period, name)
  }
  return [...newest.values()].slice(0, count)
}

/** The backups that are not kept any more: others than the newest of the last days, weeks and months that have one. */
export function outdatedBackups(names: readonly string[], { days, weeks, months }: KeptBackups): string[] {
  const backups = names.filter((name) => madeAt(name) !== null).sort((a, b) => (a < b ? 1 : -1))
  const kept = new Set([
    ...newestOf(backups, days, (day) => day),
    ...newestOf(backups, weeks, isoWeek),
    ...newestOf(backups, months, (day) => day.slice(0, 7)),
  ])
  return backups.filter((name) => !kept.has(name))
}
