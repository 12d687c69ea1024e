import type { Where } from 'payload'
import type { Board, BoardLawChange } from '#domain/desk/board.ts'
import type { Flag } from '#domain/desk/flags.ts'
import { readFlags } from '../flags.ts'
import { toLawChange } from '../law-changes.ts'
import { findRows, type StoreRequest } from '../../rows.ts'
import { count, SHOWN } from './rows.ts'

export async function readLawChanges(req: StoreRequest): Promise<Board['lawChanges']> {
  const where: Where = { state: { in: ['recorded', 'under-way'] } }
  const found = await findRows(req, 'law-changes', toLawChange, where, 'effectiveOn', { limit: SHOWN })
  const rows = await Promise.all(
    found.map(async ({ id, title, effectiveOn, state }): Promise<BoardLawChange> => {
      // An entry flagged twice counts once.
      const flags = state === 'under-way' ? await readFlags(req, { about: id }) : []
      const entries = (which: readonly Flag[]): number => new Set(which.map(({ entry }) => entry)).size
      return {
        id,
        title,
        effectiveOn,
        state,
        flagged: entries(flags),
        open: entries(flags.filter(({ closedAt }) => closedAt === null)),
      }
    }),
  )
  return { rows, total: found.length < SHOWN ? found.length : await count(req, 'law-changes', where) }
}
