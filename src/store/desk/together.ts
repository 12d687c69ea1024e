import type { LegalDate } from '#domain/dates.ts'
import type { Head } from '#domain/desk/heads.ts'
import { areDue, mayGoTogether, type Going } from '#domain/desk/together.ts'
import type { StoreRequest } from '../rows.ts'
import { readEditions } from './editions.ts'
import { readLawChange } from './law-changes.ts'

/** These heads with their open editions. */
export async function readGoing(req: StoreRequest, heads: readonly Head[]): Promise<Going[]> {
  const editions = await readEditions(
    req,
    heads.flatMap(({ open }) => open?.hash ?? []),
  )
  return heads.map((head) => ({ head, edition: editions.get(head.open?.hash ?? '') ?? null }))
}

/**
 * Ids of the law changes under which all editions may go live together on a day.
 * @param heads those of all their entries; others are left out.
 */
export async function readGoingTogether(
  req: StoreRequest,
  heads: readonly Head[],
  day: LegalDate,
): Promise<ReadonlySet<string>> {
  const may = new Set<string>()
  // One after the other: reads of one transaction may not be parallel.
  for (const [lawChange, members] of Map.groupBy(heads, ({ open }) => open?.together ?? null)) {
    if (lawChange === null || !areDue(members, day)) continue
    const change = await readLawChange(req, lawChange)
    if (change && mayGoTogether(await readGoing(req, members), change, day)) may.add(lawChange)
  }
  return may
}
