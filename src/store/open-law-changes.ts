import type { OpenLawChange } from '#domain/freshness.ts'
import { dayIn, type LegalDate } from '#domain/dates.ts'
import { readFlags } from './flags.ts'
import { readLawChanges } from './law-changes.ts'
import type { StoreRequest } from './rows.ts'
import type { Flag } from '#domain/flags.ts'

/**
 * Changes of the law that entries rest on and that nobody has settled for them, by entry.
 * @param day the end of this day of the site is looked at, so that the past reads as it was; now where none is given.
 */
export async function readOpenLawChanges(
  req: StoreRequest,
  timeZone: string,
  day: LegalDate | null = null,
): Promise<Map<string, OpenLawChange[]>> {
  const dayOf = (instant: string): LegalDate => dayIn(timeZone, new Date(instant))
  const isOpen = ({ at, closedAt }: Flag): boolean =>
    day === null ? closedAt === null : dayOf(at) <= day && (closedAt === null || dayOf(closedAt) > day)
  const flags = (
    await readFlags(req, { kind: 'law-change', ...(day === null ? { open: true } : {}) })
  ).filter(isOpen)
  if (flags.length === 0) return new Map()
  const laws = await readLawChanges(
    req,
    flags.map(({ about }) => about),
  )
  const found = new Map<string, OpenLawChange[]>()
  for (const { entry, about, at } of flags) {
    const law = laws.get(about)
    if (law)
      found.set(entry, [...(found.get(entry) ?? []), { effectiveOn: law.effectiveOn, flaggedOn: dayOf(at) }])
  }
  return found
}
