import { legalDate } from '#domain/dates.ts'
import { decideProposals, provisionsOf } from '#domain/watch/proposals.ts'
import { cleaned, cut } from '#domain/text-rules.ts'
import { createLawChange } from '#store/desk/law-changes.ts'
import { decideProposal, readProposals } from '#store/watch/proposals.ts'
import { Refused, type Desk } from '../desk.ts'

interface ProposalChoice {
  keys: readonly string[]
  /**
   * The day it takes force, if the register has none or the editor knows better; null to use the register's.
   */
  effectiveOn: string | null
}

/** Maximum title length of a law change, to keep lists readable. */
const LONGEST = 160

/**
 * Turns equivalent proposals into one law change. It is filled in but flags nothing yet: an editor checks it
 * first. @returns its id.
 */
export async function acceptProposals(desk: Desk, { keys, effectiveOn }: ProposalChoice): Promise<string> {
  const { req, actor, clock } = desk
  const proposals = await readProposals(req, { keys })
  const decision = decideProposals(actor, { action: 'accept', effectiveOn }, proposals)
  if (!decision.allowed) throw new Refused(decision)
  const [first] = proposals
  const day = effectiveOn ?? first?.effectiveOn
  if (!first || !day || proposals.length < new Set(keys).size)
    throw new Refused({
      allowed: false,
      because: 'state',
      message: 'Some of these proposals are not there any more. Reload the list.',
    })
  const title = proposals.length === 1 ? first.title : `${proposals.length} changes by ${first.by}`
  const lawChange = await createLawChange(req, {
    title: title.length > LONGEST ? `${cleaned(cut(title, LONGEST - 1))}…` : title,
    instrument: first.instrument,
    what: first.what,
    effectiveOn: legalDate(day),
    provisions: provisionsOf(proposals),
    note: [
      'Proposed by the register, accepted as it stands there:',
      ...proposals.map(({ title: each, url }) => `${each} (${url})`),
    ].join('\n'),
  })
  for (const { key, title: each } of proposals)
    if (!(await decideProposal(req, key, { state: 'accepted', at: clock.now(), by: actor.name, lawChange })))
      throw new Refused({
        allowed: false,
        because: 'stale',
        message: `Somebody decided on “${each}” at the same moment. Reload the list.`,
      })
  return lawChange
}
