import { mayEdit } from '#domain/desk/actors.ts'
import { groupProposals, type ProposalsDesk } from '#domain/watch/proposals.ts'
import { citedAmong } from '#domain/content/provisions.ts'
import { readProposals } from '#store/watch/proposals.ts'
import { readCited, readInstrumentTitles } from '#store/watch/register.ts'
import type { Desk } from '../../desk.ts'

/** The registers' proposals: those affecting cited provisions first, then by day. */
export async function proposalsDesk({ req, actor }: Pick<Desk, 'req' | 'actor'>): Promise<ProposalsDesk> {
  const waiting = await readProposals(req, { state: 'waiting' })
  if (waiting.length === 0) return { groups: [], mayDecide: mayEdit(actor) }
  const [cited, titles] = await Promise.all([
    readCited(req),
    readInstrumentTitles(
      req,
      waiting.map(({ instrument }) => instrument),
    ),
  ])
  const groups = groupProposals(waiting).map(({ proposals, ...group }) => {
    const uses = cited.get(group.instrument)?.provisions ?? []
    return {
      ...group,
      title: titles.get(group.instrument) ?? 'An instrument that is not there any more',
      proposals: proposals.map((proposal) => ({
        ...proposal,
        cited: citedAmong(proposal.provisions, uses),
      })),
    }
  })
  const meets = (group: (typeof groups)[number]): number =>
    group.proposals.some((proposal) => proposal.cited.length > 0) ? 0 : 1
  return { groups: groups.sort((a, b) => meets(a) - meets(b)), mayDecide: mayEdit(actor) }
}
