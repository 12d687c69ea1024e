import type { Edition } from '../../content/editions.ts'
import { isStructureKind } from '../../keys.ts'
import { no, type Refusal } from '../decision.ts'
import type { Head } from '../heads.ts'

/** Refuses actions on structure that only entries allow. */
export const onlyEntries = ({ kind }: Head, why: string): Refusal | null =>
  isStructureKind(kind) ? no('state', why) : null

export const NOT_WITHDRAWN =
  'Jurisdictions and the words of the site are not withdrawn: pages stand on them. Change them, and submit that.'

export const waitingFix = ({ fix }: Head): Refusal | null =>
  fix && no('state', 'A safety fix of this entry is about to go live. Wait until it has.')

/** Refuses unless the open edition is the one the person looked at. */
export function aboutOpen(hash: string, { open }: Head): Refusal | null {
  if (!open) return no('state', 'No edition of this entry is open: it was decided on already, or replaced.')
  if (open.hash !== hash)
    return no(
      'stale',
      `You looked at another edition than the one that is open now (edition ${open.n}). Reload, and look at that one.`,
    )
  return null
}

/** Refuses unless the live edition is the one the person looked at. */
export function aboutLive(hash: string, { live }: Head): Refusal | null {
  if (!live) return no('state', 'Nothing of this entry is live.')
  if (live.hash !== hash)
    return no(
      'stale',
      `You looked at another edition than the one that is live now (edition ${live.n}). Reload, and look at that one.`,
    )
  return null
}

/** Whether the edition found is the one the person looked at. */
export const isThere = (hash: string, edition: Edition | null): edition is Edition => edition?.hash === hash

export const gone = (): Refusal => no('state', 'This edition is missing from the database.')

export function pendingWithdrawal({ withdrawal }: Head): Refusal | null {
  if (!withdrawal) return no('state', 'Nobody has asked for a withdrawal.')
  return withdrawal.state === 'asked' ? null : no('state', 'The withdrawal is confirmed already.')
}

/** Refuses if nothing has been saved that could be frozen. */
export const unsaved = ({ revision }: Head, edition: Edition | null): Refusal | null =>
  !edition || revision === 0 ? no('state', 'There is nothing to submit: save the entry first.') : null
