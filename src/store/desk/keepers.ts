import type { LegalDate } from '#domain/dates.ts'
import { liveSubmitterOf } from '#domain/desk/submitters.ts'
import { awayUntil } from '#domain/desk/away.ts'
import { keepersAmong, type Concerned } from '#domain/desk/keepers.ts'
import type { StoreRequest } from '../rows.ts'
import { readEventsAmong } from './events.ts'
import { readHeads } from './heads.ts'
import { readActors, readResponsible } from './staff.ts'

/** Entries whose record is read at once. */
const BATCH = 200

/** Who submitted what readers see of these entries. */
async function readSubmitters(req: StoreRequest, entries: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (let start = 0; start < entries.length; start += BATCH) {
    const some = entries.slice(start, start + BATCH)
    const heads = (await readHeads(req, { entry: { in: some } })).filter(({ live }) => live !== null)
    const events = await readEventsAmong(
      req,
      heads.map(({ entry }) => entry),
      { action: { in: ['submit', 'safety-fix'] } },
    )
    for (const head of heads) {
      const submitter = liveSubmitterOf(head, events.get(head.entry) ?? [])
      if (submitter !== null) found.set(head.entry, submitter)
    }
  }
  return found
}

interface Asked {
  /** Who is away, and who stands in, is asked for this day. */
  today: LegalDate
  /** Whether whoever submitted what readers see looks after it, too. */
  submitters?: boolean
}

/** Who is told of what needs a person, by the ids by which they act; in the order of what was asked for. */
export async function readKeepers(
  req: StoreRequest,
  concerned: readonly Concerned[],
  { today, submitters = true }: Asked,
): Promise<string[][]> {
  if (concerned.length === 0) return []
  const responsible = await readResponsible(req)
  const staff = (await readActors(req)).map(({ id, roles, away }) => ({
    id,
    roles,
    away: awayUntil(away, today) !== null,
    deputy: away.deputy,
  }))
  const submitted = submitters
    ? await readSubmitters(req, [...new Set(concerned.flatMap(({ entries }) => entries))])
    : new Map<string, string>()
  return concerned.map(({ entries, places }) =>
    keepersAmong(
      {
        responsible: places.map((place) => responsible(place).map(({ id }) => `user:${id}`)),
        submitters: [...new Set(entries.flatMap((entry) => submitted.get(entry) ?? []))],
      },
      staff,
    ),
  )
}
