import { isoWeek } from '../../slots.ts'
import type { LegalDate } from '../../dates.ts'
import type { KeptBackups } from './settings.ts'

/** Name of the backup of a site made at an instant: those of one site sort by time. */
export const backupName = (site: string, made: Date): string =>
  `recourse-${site}-${made.toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '')}.tar`

/** Names without a site are of earlier versions. */
const NAME = /^recourse-(?:([0-9a-f]{8})-)?(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.tar$/

/** The site in the name of a backup; null where there is none, or for another file. */
export const siteOf = (name: string): string | null => NAME.exec(name)?.[1] ?? null

/** The instant in the name of a backup, ISO 8601; null for another file. */
export function madeAt(name: string): string | null {
  const [, , year, month, day, hour, minute, second] = NAME.exec(name) ?? []
  return year === undefined ? null : `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
}

/** Ending of a backup that is not finished. */
export const PART = '.part'

/** Whether a file is what a killed backup of a site has left. */
export function isPartOf(site: string, name: string): boolean {
  const [whole = '', ending] = name.split(PART)
  return siteOf(whole) === site && (ending === '' || ending === '.private')
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

/**
 * The backups of a site that are not kept any more: others than the newest of the last days, weeks and months that have
 * one. Those of others in the same place are theirs, and nobody can say whose those without a site are.
 */
export function outdatedBackups(
  site: string,
  names: readonly string[],
  { days, weeks, months }: KeptBackups,
): string[] {
  const backups = names.filter((name) => siteOf(name) === site).sort((a, b) => (a < b ? 1 : -1))
  const kept = new Set([
    ...newestOf(backups, days, (day) => day),
    ...newestOf(backups, weeks, isoWeek),
    ...newestOf(backups, months, (day) => day.slice(0, 7)),
  ])
  return backups.filter((name) => !kept.has(name))
}
