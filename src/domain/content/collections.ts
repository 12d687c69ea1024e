import type { Kind, ReviewedKind } from '../keys.ts'

/** The collection in which the working copies of a kind are kept. */
export const COLLECTION_OF = {
  profile: 'profiles',
  channel: 'channels',
  offence: 'offences',
  route: 'routes',
  ladder: 'ladders',
  essential: 'essentials',
} as const satisfies Record<Kind, string>

/** Where the working copy of anything that is reviewed is kept: a collection, or the one record that `site` is. */
export const WORKING_COPIES_OF = {
  ...COLLECTION_OF,
  jurisdiction: 'jurisdictions',
  site: 'site',
} as const satisfies Record<ReviewedKind, string>

/** Address of the screen of a record, from the root of the admin. */
export const screenOf = (collection: string, id: string): string =>
  collection === WORKING_COPIES_OF.site
    ? `/globals/${collection}`
    : `/collections/${collection}/${encodeURIComponent(id)}`
