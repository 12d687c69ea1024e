/**
 * Staff roles. An administrator manages users, jurisdictions and the site, and gains no editorial rights from
 * that.
 */
export const ROLE_NAMES = { editor: 'Editor', reviewer: 'Reviewer', administrator: 'Administrator' } as const
export type Role = keyof typeof ROLE_NAMES

/** Who performs an action: a staff member, or a part of the system acting under its own name. */
export interface Actor {
  /** `user:<id>` or `system:<name>`, as events store it. */
  id: string
  name: string
  roles: readonly Role[]
}

/** Writes and submits the sample corpus. */
export const CORPUS_EDITOR: Actor = {
  id: 'system:corpus-editor',
  name: 'Sample corpus',
  roles: ['editor', 'administrator'],
}

/** Approves the sample corpus. Author and reviewer differ, as they must for people. */
export const CORPUS_REVIEWER: Actor = {
  id: 'system:corpus-reviewer',
  name: 'Sample corpus, second pair of eyes',
  roles: ['reviewer'],
}

/** Makes approved editions live and carries out confirmed withdrawals. */
export const PUBLISHER: Actor = { id: 'system:publisher', name: 'Publisher', roles: [] }

/** Takes over, once, whatever was published before reviews existed. */
export const UPGRADE: Actor = { id: 'system:upgrade', name: 'Upgrade', roles: [] }

/** Checks sources, quotations and dates, and raises flags for staff. */
export const WATCH: Actor = { id: 'system:watch', name: 'The watch', roles: [] }

/** Restores a backup. */
export const RESTORE: Actor = { id: 'system:restore', name: 'Restore', roles: [] }

export const isSystem = (actor: Pick<Actor, 'id'>): boolean => actor.id.startsWith('system:')

type Roles = Pick<Actor, 'roles'>

/** A reviewer may do everything an editor does, and also review. */
export const mayEdit = ({ roles }: Roles): boolean => roles.includes('editor') || roles.includes('reviewer')
export const mayReview = ({ roles }: Roles): boolean => roles.includes('reviewer')
export const mayAdminister = ({ roles }: Roles): boolean => roles.includes('administrator')
