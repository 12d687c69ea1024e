import type { Keys } from '#domain/watch/registers.ts'
import type { Env } from './env.ts'

/** Of which registers the settings name a key. */
export const keysOf = ({ nzLegislationKeyFile }: Pick<Env, 'nzLegislationKeyFile'>): Keys =>
  new Set(nzLegislationKeyFile === null ? [] : ['new-zealand'])
