import type { Kind, ReviewedKind } from '../keys.ts'

/** The collection that holds the working copies of a kind. */
export const COLLECTION_OF = {
  profile: 'profiles',
  channel: 'channels',
  offence: 'offences',
  route: 'routes',
  ladder: 'ladders',
  essential: 'essentials',
} as const satisfies Record<Kind, string>

/** Where working copies of reviewed content are stored: in a collection, or for `site` in its global. */
export const WORKING_COPIES_OF = {
  ...COLLECTION_OF,
  jurisdiction: 'jurisdictions',
  site: 'site',
} as const satisfies Record<ReviewedKind, string>

/** Path of a record's screen, relative to the admin root. */
export const screenOf = (collection: string, id: string): string =>
  collection === WORKING_COPIES_OF.site
    ? `/globals/${collection}`
    : `/collections/${collection}/${encodeURIComponent(id)}`
