import { decideProposals } from '#domain/watch/proposals.ts'
import { decideProposal, readProposals } from '#store/watch/proposals.ts'
import { Refused, type Desk } from '../desk.ts'

/** Dismisses proposals with a reason: the same effect is not proposed again. */
export async function dismissProposals(
  { req, actor, clock }: Desk,
  { keys, reason }: { keys: readonly string[]; reason: string },
): Promise<void> {
  const proposals = await readProposals(req, { keys })
  const decision = decideProposals(actor, { action: 'dismiss', reason }, proposals)
  if (!decision.allowed) throw new Refused(decision)
  for (const { key, title } of proposals)
    if (
      !(await decideProposal(req, key, {
        state: 'dismissed',
        at: clock.now(),
        by: actor.name,
        reason: reason.trim(),
      }))
    )
      throw new Refused({
        allowed: false,
        because: 'stale',
        message: `Somebody decided on “${title}” at the same moment. Reload the list.`,
      })
}
