import type { Where } from 'payload'
import type { Board, BoardLawChange } from '#domain/desk/board.ts'
import type { LegalDate } from '#domain/dates.ts'
import type { Flag } from '#domain/desk/flags.ts'
import { readFlags } from '../flags.ts'
import type { StoreRequest } from '../../rows.ts'
import { count, SHOWN } from './rows.ts'

interface LawChangeDoc {
  id: string
  title: string
  effectiveOn: LegalDate
  state?: BoardLawChange['state'] | null
}

export async function readLawChanges(req: StoreRequest): Promise<Board['lawChanges']> {
  const where: Where = { state: { in: ['recorded', 'under-way'] } }
  const { docs } = await req.payload.db.find<LawChangeDoc>({
    collection: 'law-changes',
    where,
    sort: 'effectiveOn',
    limit: SHOWN,
    pagination: false,
    req: req,
  })
  const rows = await Promise.all(
    docs.map(async ({ id, title, effectiveOn, state }): Promise<BoardLawChange> => {
      // An entry that was flagged again counts once.
      const flags = state === 'under-way' ? await readFlags(req, { about: String(id) }) : []
      const entries = (which: readonly Flag[]): number => new Set(which.map(({ entry }) => entry)).size
      return {
        id: String(id),
        title,
        effectiveOn,
        state: state ?? 'recorded',
        flagged: entries(flags),
        open: entries(flags.filter(({ closedAt }) => closedAt === null)),
      }
    }),
  )
  return { rows, total: docs.length < SHOWN ? docs.length : await count(req, 'law-changes', where) }
}
