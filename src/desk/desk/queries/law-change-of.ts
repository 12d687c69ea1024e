import { byUrgency, type LawChangeDesk } from '#domain/desk/impact.ts'
import { lawChangeState } from '#domain/desk/law-changes.ts'
import { readFlags } from '#store/desk/flags.ts'
import { impactReport } from '#store/desk/impact.ts'
import { readLawChange } from '#store/desk/law-changes.ts'
import type { Desk } from '../../desk.ts'
import { decideFlagging } from '../flag-law-change.ts'

/** The progress of a law change, entry by entry; null if it no longer exists. */
export async function lawChangeOf({ req, actor }: Desk, id: string): Promise<LawChangeDesk | null> {
  const change = await readLawChange(req, id)
  if (!change) return null
  const flags = await readFlags(req, { kind: 'law-change', about: id })
  const { entries, totals, subscribers } = await impactReport(req, change.instrument, flags)
  const open = entries.filter(({ flag }) => flag?.closedAt === null).length
  const unflagged = entries.filter(({ flag }) => flag === null).length
  return {
    id,
    instrument: change.instrument,
    effectiveOn: change.effectiveOn,
    state: lawChangeState(flags),
    entries: byUrgency(entries),
    totals,
    subscribers,
    unflagged,
    open,
    settled: entries.length - open - unflagged,
    flag: decideFlagging(actor),
  }
}
