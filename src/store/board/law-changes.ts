import type { Where } from 'payload'
import type { Board, BoardLawChange } from '#domain/board.ts'
import type { LegalDate } from '#domain/dates.ts'
import type { StoreRequest } from '../rows.ts'
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
      const mine: Where = { about: { equals: String(id) } }
      const flagged = state === 'under-way'
      const [all, open] = await Promise.all([
        flagged ? count(req, 'flags', mine) : 0,
        flagged ? count(req, 'flags', { and: [mine, { closedAt: { exists: false } }] }) : 0,
      ])
      return { id: String(id), title, effectiveOn, state: state ?? 'recorded', flagged: all, open }
    }),
  )
  return { rows, total: docs.length < SHOWN ? docs.length : await count(req, 'law-changes', where) }
}
