/** What people may do. An administrator keeps users, jurisdictions and the site, and gets no editorial right from it. */
export const ROLE_NAMES = { editor: 'Editor', reviewer: 'Reviewer', administrator: 'Administrator' } as const
export type Role = keyof typeof ROLE_NAMES

/** Who does something: a person of the staff, or a part of the system that acts under its own name. */
export interface Actor {
  /** `user:<id>` or `system:<name>`: what events keep. */
  id: string
  name: string
  roles: readonly Role[]
}

/** Loads the sample corpus. */
export const CORPUS_LOADER: Actor = {
  id: 'system:corpus',
  name: 'Sample corpus',
  roles: ['editor', 'reviewer'],
}

/** Makes approved editions live. */
export const PUBLISHER: Actor = { id: 'system:publisher', name: 'Publisher', roles: [] }

export const isSystem = (actor: Pick<Actor, 'id'>): boolean => actor.id.startsWith('system:')

/** A reviewer does what an editor does, and reviews. */
export const mayEdit = (actor: Actor): boolean =>
  actor.roles.includes('editor') || actor.roles.includes('reviewer')
export const mayReview = (actor: Actor): boolean => actor.roles.includes('reviewer')
export const mayAdminister = (actor: Actor): boolean => actor.roles.includes('administrator')
