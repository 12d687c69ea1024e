import { mayEdit, type Actor } from '../desk/actors.ts'
import { isLegalDate, type LegalDate } from '../dates.ts'
import type { Decision } from '../desk/decision.ts'

/** The kinds of change a register can report for an instrument. */
export type ProposedChange = 'commencement' | 'amendment' | 'repeal'

export const PROPOSAL_STATES = {
  waiting: 'Waits for an editor',
  accepted: 'Recorded as a law change',
  dismissed: 'Dismissed',
} as const
export type ProposalState = keyof typeof PROPOSAL_STATES

/** A change that a register reports for one of our instruments, for an editor to accept or dismiss. */
export interface ProposedLawChange {
  /** The register's own id of the effect. An effect has one proposal, whatever happens to it. */
  effect: string
  /** Id of the instrument. */
  instrument: string
  what: ProposedChange
  /** In plain words. */
  title: string
  provisions: string | null
  /** The source of the change: the title of the Act or regulations. */
  by: string
  /** Null while the register gives no day. */
  effectiveOn: LegalDate | null
  /** Every day on which it takes force, in part or in full. */
  days: LegalDate[]
  /** The register's page for human readers. */
  url: string
  /** Instant of the register's last change to its record, ISO 8601. */
  modified: string
}

export interface Proposal extends ProposedLawChange {
  /** The effect; followed by the day if it was decided before that day was known. */
  key: string
  at: string
  state: ProposalState
  decidedAt: string | null
  /** Id and name of the person who decided. */
  decidedBy: string | null
  /** Why it was dismissed. */
  reason: string | null
  /** Id of the resulting law change. */
  lawChange: string | null
}

/** What an editor wants to do with proposals. */
export type ProposalRequest =
  { action: 'accept'; effectiveOn: string | null } | { action: 'dismiss'; reason: string }

const no = (because: 'role' | 'state' | 'content', message: string, field?: string): Decision => ({
  allowed: false,
  because,
  message,
  ...(field ? { problems: [{ field, message }] } : {}),
})

/**
 * Whether an actor may decide these proposals now. Proposals accepted together become one law change, so they
 * must report the same change of the same instrument.
 */
export function decideProposals(
  actor: Actor,
  request: ProposalRequest,
  proposals: readonly Proposal[],
): Decision {
  if (!mayEdit(actor))
    return no('role', 'Only editors and reviewers decide on proposals. Ask an administrator for the role.')
  if (proposals.length === 0) return no('state', 'These proposals are not there any more.')
  const decided = proposals.find(({ state }) => state !== 'waiting')
  if (decided)
    return no(
      'state',
      `“${decided.title}” was decided by ${decided.decidedBy ?? 'somebody'} already. Reload the list.`,
    )
  if (request.action === 'dismiss')
    return request.reason.trim()
      ? { allowed: true }
      : no('content', 'Say why this needs nobody: “Changes a section on which no guide rests”.', 'reason')
  if (new Set(proposals.map(({ instrument }) => instrument)).size > 1)
    return no('state', 'These are changes of several instruments. Accept those of one at a time.')
  if (new Set(proposals.map(({ what }) => what)).size > 1)
    return no('state', 'These are changes of several kinds. Accept those of one kind at a time.')
  const days = new Set(proposals.map(({ effectiveOn }) => effectiveOn))
  if (request.effectiveOn !== null)
    return isLegalDate(request.effectiveOn)
      ? { allowed: true }
      : no('content', 'Write the day as YYYY-MM-DD.', 'effectiveOn')
  if (days.size > 1)
    return no('state', 'These take force on several days. Accept those of one day at a time.')
  return days.has(null)
    ? no('content', 'The register knows no day yet. Enter the day on which this takes force.', 'effectiveOn')
    : { allowed: true }
}

/** Equivalent proposals: the same instrument, the same amending Act, one kind and one day. */
export interface ProposalGroup extends Pick<Proposal, 'instrument' | 'what' | 'by' | 'effectiveOn'> {
  proposals: Proposal[]
}

export function groupProposals(proposals: readonly Proposal[]): ProposalGroup[] {
  const groups = new Map<string, ProposalGroup>()
  for (const proposal of proposals) {
    const { instrument, what, by, effectiveOn } = proposal
    const key = JSON.stringify([instrument, what, by, effectiveOn])
    const group = groups.get(key) ?? { instrument, what, by, effectiveOn, proposals: [] }
    group.proposals.push(proposal)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** The proposals' provisions in one line, without duplicates, in their order. */
export const provisionsOf = (proposals: readonly Pick<Proposal, 'provisions'>[]): string | null =>
  [...new Set(proposals.flatMap(({ provisions }) => provisions ?? []))].join('; ') || null

/** What to do with a reported effect, given its existing proposals. */
export type Placed =
  | { as: 'new'; key: string; proposed: ProposedLawChange }
  | { as: 'newer'; key: string; proposed: ProposedLawChange }

/**
 * Each effect is proposed once. A waiting proposal follows the register; a decided one stays decided, and the
 * effect is proposed again only if it takes force on a day unknown at the time of the decision.
 * @returns null if there is nothing to write.
 */
export function placeProposal(known: readonly Proposal[], proposed: ProposedLawChange): Placed | null {
  if (known.length === 0) return { as: 'new', key: proposed.effect, proposed }
  const waiting = known.find(({ state }) => state === 'waiting')
  if (waiting)
    return waiting.modified === proposed.modified ? null : { as: 'newer', key: waiting.key, proposed }
  const decided = new Set(known.flatMap(({ days }) => days))
  const fresh = proposed.days.filter((day) => !decided.has(day))
  const [first] = fresh
  return first
    ? { as: 'new', key: `${proposed.effect} ${first}`, proposed: { ...proposed, effectiveOn: first } }
    : null
}

/** The proposals that an editor can accept or dismiss. */
export interface ProposalsDesk {
  groups: (Omit<ProposalGroup, 'proposals'> & {
    /** Title of the instrument. */
    title: string
    /** Each with the cited provisions that it may affect. */
    proposals: (Proposal & { cited: string[] })[]
  })[]
  /** Whether this person may decide. */
  mayDecide: boolean
}
