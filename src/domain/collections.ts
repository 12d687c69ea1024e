import type { Kind } from './keys.ts'

/** The collection in which the working copies of a kind are kept. */
export const COLLECTION_OF = {
  profile: 'profiles',
  channel: 'channels',
  offence: 'offences',
  route: 'routes',
  ladder: 'ladders',
  essential: 'essentials',
} as const satisfies Record<Kind, string>
