import type { OpenLawChange } from '#domain/freshness.ts'
import { dayIn, type LegalDate } from '#domain/dates.ts'
import { readFlags } from './flags.ts'
import { readLawChanges } from './law-changes.ts'
import type { StoreRequest } from './rows.ts'
import type { Flag } from '#domain/flags.ts'

/** Flags of law changes by entry, each with the days that decide when the entry is due. */
type Flagged = Map<string, { flag: Flag; change: OpenLawChange }[]>

/**
 * Changes of the law that entries rest on and that nobody has settled for them, by entry, with their flags.
 * @param day the end of this day of the site is looked at, so that the past reads as it was; now where none is given.
 */
export async function readOpenLawFlags(
  req: StoreRequest,
  timeZone: string,
  day: LegalDate | null = null,
): Promise<Flagged> {
  const dayOf = (instant: string): LegalDate => dayIn(timeZone, new Date(instant))
  const isOpen = ({ at, closedAt }: Flag): boolean =>
    day === null ? closedAt === null : dayOf(at) <= day && (closedAt === null || dayOf(closedAt) > day)
  const flags = (
    await readFlags(req, { kind: 'law-change', ...(day === null ? { open: true } : {}) })
  ).filter(isOpen)
  const laws = await readLawChanges(
    req,
    flags.map(({ about }) => about),
  )
  const found: Flagged = new Map()
  for (const flag of flags) {
    const effectiveOn = laws.get(flag.about)?.effectiveOn
    if (effectiveOn)
      found.set(flag.entry, [
        ...(found.get(flag.entry) ?? []),
        { flag, change: { effectiveOn, flaggedOn: dayOf(flag.at) } },
      ])
  }
  return found
}

/** The same without their flags. */
export const changesOf = (flagged: Flagged): Map<string, OpenLawChange[]> =>
  new Map([...flagged].map(([entry, each]) => [entry, each.map(({ change }) => change)]))

/** Changes of the law that entries rest on and that nobody has settled for them, by entry; `day` as above. */
export const readOpenLawChanges = async (
  ...asked: Parameters<typeof readOpenLawFlags>
): Promise<Map<string, OpenLawChange[]>> => changesOf(await readOpenLawFlags(...asked))
