import type { OpenLawChange } from '#domain/content/freshness.ts'
import { dayIn, isLegalDate, type LegalDate } from '#domain/dates.ts'
import { readFlags } from './flags.ts'
import { readLawChanges } from './law-changes.ts'
import type { StoreRequest } from '../rows.ts'
import type { Flag } from '#domain/desk/flags.ts'

/** Law change flags by entry, each with the dates that decide when the entry is due. */
type Flagged = Map<string, { flag: Flag; change: OpenLawChange }[]>

const isInstant = (text: string): boolean => !Number.isNaN(new Date(text).getTime())

/**
 * The dates of a flag. If one was altered, the other replaces it, so that readers are warned too early rather than
 * too late.
 */
function daysOf(effective: string | undefined, flagged: LegalDate | undefined): OpenLawChange | null {
  if (effective === undefined) return null // the law change was deleted
  const effectiveOn = isLegalDate(effective) ? effective : flagged
  const flaggedOn = flagged ?? effectiveOn
  return effectiveOn && flaggedOn ? { effectiveOn, flaggedOn } : null
}

interface Among {
  /** As of the end of this day of the site, so that the past reads as it was; as of now if absent. */
  day?: LegalDate
  /** Of this entry alone. */
  entry?: string
}

/** Unsettled law changes affecting entries, by entry, with their flags. */
export async function readOpenLawFlags(
  req: StoreRequest,
  timeZone: string,
  { day, entry }: Among = {},
): Promise<Flagged> {
  const dayOf = (instant: string): LegalDate => dayIn(timeZone, new Date(instant))
  const isBy = (instant: string, end: LegalDate): boolean => !isInstant(instant) || dayOf(instant) <= end
  const isOpen = ({ at, closedAt }: Flag): boolean =>
    day === undefined ? closedAt === null : isBy(at, day) && (closedAt === null || !isBy(closedAt, day))
  const asked = { kind: 'law-change', entry, ...(day === undefined ? { open: true } : {}) } as const
  const flags = (await readFlags(req, asked)).filter(isOpen)
  const laws = await readLawChanges(
    req,
    flags.map(({ about }) => about),
  )
  const found: Flagged = new Map()
  for (const flag of flags) {
    const change = daysOf(laws.get(flag.about)?.effectiveOn, isInstant(flag.at) ? dayOf(flag.at) : undefined)
    if (change) found.set(flag.entry, [...(found.get(flag.entry) ?? []), { flag, change }])
  }
  return found
}

/** The same without the flags. */
export const changesOf = (flagged: Flagged): Map<string, OpenLawChange[]> =>
  new Map([...flagged].map(([entry, each]) => [entry, each.map(({ change }) => change)]))

/** Unsettled law changes affecting entries, by entry; `day` and `entry` as above. */
export const readOpenLawChanges = async (
  ...asked: Parameters<typeof readOpenLawFlags>
): Promise<Map<string, OpenLawChange[]>> => changesOf(await readOpenLawFlags(...asked))
