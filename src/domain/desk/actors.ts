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

/** Writes and submits the sample corpus. */
export const CORPUS_EDITOR: Actor = {
  id: 'system:corpus-editor',
  name: 'Sample corpus',
  roles: ['editor', 'administrator'],
}

/** Approves the sample corpus: what one part of the system wrote, another one lets through, as with people. */
export const CORPUS_REVIEWER: Actor = {
  id: 'system:corpus-reviewer',
  name: 'Sample corpus, second pair of eyes',
  roles: ['reviewer'],
}

/** Makes approved editions live, and withdraws what was confirmed. */
export const PUBLISHER: Actor = { id: 'system:publisher', name: 'Publisher', roles: [] }

/** Takes over, once, what was published before it was reviewed. */
export const UPGRADE: Actor = { id: 'system:upgrade', name: 'Upgrade', roles: [] }

/** Looks at sources, words and dates, and flags what needs a person. */
export const WATCH: Actor = { id: 'system:watch', name: 'The watch', roles: [] }

export const isSystem = (actor: Pick<Actor, 'id'>): boolean => actor.id.startsWith('system:')

type Roles = Pick<Actor, 'roles'>

/** A reviewer does what an editor does, and reviews. */
export const mayEdit = ({ roles }: Roles): boolean => roles.includes('editor') || roles.includes('reviewer')
export const mayReview = ({ roles }: Roles): boolean => roles.includes('reviewer')
export const mayAdminister = ({ roles }: Roles): boolean => roles.includes('administrator')
