import { isStructureKind } from '../../keys.ts'
import { isSystem, mayAdminister, mayEdit, mayReview, PUBLISHER, type Actor } from '../actors.ts'
import { no, type Refusal } from '../decision.ts'
import type { Head } from '../heads.ts'

export const needsEditor = (actor: Actor, does: string): Refusal | null =>
  mayEdit(actor) ? null : no('role', `Only editors and reviewers ${does}. Ask an administrator for the role.`)

/** Who maintains the working copy: administrators for structure, editors for entries. */
export const needsKeeper = (actor: Actor, { kind }: Head, does: string): Refusal | null => {
  if (!isStructureKind(kind)) return needsEditor(actor, `${does} entries`)
  return mayAdminister(actor)
    ? null
    : no('role', `Only administrators ${does} jurisdictions and the words of the site. Ask one.`)
}

/** Who may submit a working copy for review: editors, and for structure also administrators. */
export const needsSubmitter = (actor: Actor, { kind }: Head): Refusal | null =>
  isStructureKind(kind) && mayAdminister(actor) ? null : needsEditor(actor, 'submit entries')

export const needsReviewer = (actor: Actor, does: string): Refusal | null =>
  mayReview(actor)
    ? null
    : no('role', `Only a reviewer ${does}. Ask one, or ask an administrator for the role.`)

export const onlyPublisher = (actor: Actor, does: string): Refusal | null =>
  isSystem(actor) && actor.id === PUBLISHER.id ? null : no('role', `Only the publisher ${does}.`)
