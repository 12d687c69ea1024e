import { isWhole, pinpointOf } from '#domain/content/pinpoints.ts'
import { byUrgency, isToCheck, isTouched, type LawChangeDesk } from '#domain/desk/impact.ts'
import { lawChangeState } from '#domain/desk/law-changes.ts'
import { readFlags } from '#store/desk/flags.ts'
import { impactReport } from '#store/desk/impact.ts'
import { readLawChange } from '#store/desk/law-changes.ts'
import { todayOf, type Desk } from '../../desk.ts'
import { decideFlagging } from '../flag-law-change.ts'
import { draftsAmong, togetherOf } from './together-of.ts'

/** The progress of a law change, entry by entry; null if it no longer exists. */
export async function lawChangeOf(desk: Desk, id: string): Promise<LawChangeDesk | null> {
  const { req, actor } = desk
  const change = await readLawChange(req, id)
  if (!change) return null
  const flags = await readFlags(req, { kind: 'law-change', about: id })
  const { provisions } = change
  const { entries, totals, subscribers } = await impactReport(req, change.instrument, flags, provisions)
  const open = entries.filter(({ flag }) => flag?.closedAt === null).length
  const unflagged = entries.filter((entry) => entry.flag === null && isTouched(entry)).length
  const flagged = entries.filter(({ flag }) => flag !== null).length
  const waiting = entries.filter(({ flag }) => flag?.closedAt === null)
  const drafts = await draftsAmong(
    desk,
    waiting.map(({ entry }) => entry),
  )
  return {
    id,
    instrument: change.instrument,
    effectiveOn: change.effectiveOn,
    provisions,
    unread: provisions !== null && !isWhole(provisions) && pinpointOf(provisions).unread,
    state: lawChangeState(flags, change.state),
    entries: byUrgency(entries),
    totals,
    subscribers,
    unflagged,
    toCheck: entries.filter(isToCheck).length,
    open,
    settled: flagged - open,
    together: await togetherOf(desk, change),
    drafts: waiting.flatMap(({ entry, label }) => {
      const revision = drafts.get(entry)
      return revision === undefined ? [] : [{ entry, label, revision }]
    }),
    today: todayOf(desk),
    flag: decideFlagging(actor),
  }
}
