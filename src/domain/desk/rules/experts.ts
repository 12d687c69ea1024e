import { mayEdit, type Actor } from '../actors.ts'
import { first, no, type Refusal } from '../decision.ts'
import type { EditorialEvent } from '../events.ts'
import { askState, expertAsks, isCurrent, type AskState, type ExpertAsk } from '../experts.ts'
import { needsEditor } from './roles.ts'
import type { Rules } from './rule.ts'
import { onlyEntries } from './state.ts'

const found = (events: readonly EditorialEvent[], ask: number): ExpertAsk | undefined =>
  expertAsks(events).find(({ n }) => n === ask)

const notThere = (): Refusal => no('state', 'Nobody was asked this. Reload the page.')

/** Why an answer comes too late, in words for the expert. */
const TOO_LATE: Record<Exclude<AskState, 'waiting'>, string> = {
  answered: 'This question has been answered.',
  ended: 'Whoever asked does not wait for an answer any more.',
  expired: 'The time to answer is over.',
  replaced: 'The version that you were asked about was replaced. No answer is needed.',
}

const isExpert = ({ id }: Actor, ask: number): boolean => id === `expert:${ask}`

/** Experts outside: who asks them, who ends it, and when their answer still counts. */
export const experts: Rules<'ask-expert' | 'expert-answer' | 'end-expert'> = {
  'ask-expert': (actor, { hash }, head) =>
    first(
      () => needsEditor(actor, 'ask experts'),
      () =>
        onlyEntries(
          head,
          'Jurisdictions and the words of the site state no law: no expert is asked about them.',
        ),
      () =>
        head.open || head.fix || head.live
          ? null
          : no(
              'state',
              'Nothing of this entry is in review or live. Submit it first, and ask about that edition.',
            ),
      () =>
        isCurrent(head, hash)
          ? null
          : no(
              'stale',
              'This edition is neither in review nor live any more. Reload, and ask about that one.',
            ),
    ),

  'end-expert': (actor, { ask, now }, head, _edition, events) =>
    first(
      () => needsEditor(actor, 'end what experts are asked'),
      () => {
        const about = found(events, ask)
        if (!about) return notThere()
        const state = askState(about, head, now)
        return state === 'answered' || state === 'ended' ? no('state', TOO_LATE[state]) : null
      },
    ),

  'expert-answer': (actor, { ask, now }, head, _edition, events) =>
    first(
      () =>
        isExpert(actor, ask) && !mayEdit(actor)
          ? null
          : no('role', 'Only the expert who was asked answers this.'),
      () => {
        const about = found(events, ask)
        if (!about) return notThere()
        const state = askState(about, head, now)
        return state === 'waiting' ? null : no('state', TOO_LATE[state])
      },
    ),
}
