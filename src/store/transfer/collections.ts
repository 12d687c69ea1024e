import type { Payload } from 'payload'
import { HASHED } from '../rows.ts'

/** Rows that mean nothing in another place: locks of open forms, and the migrations that a database has run. */
const LEFT_BEHIND = new Set(['payload-locked-documents', 'payload-migrations', 'payload-kv', 'payload-jobs'])

/**
 * Collections that hold nobody's address, password or key: these rows may be read by whoever has a backup. All
 * others, also those that do not exist yet, are encrypted.
 */
const OPEN = new Set([
  'profiles',
  'channels',
  'offences',
  'ladders',
  'routes',
  'essentials',
  'bodies',
  'instruments',
  'sources',
  'law-changes',
  'jurisdictions',
  'heads',
  'editions',
  'editorial-events',
  'shared-events',
  'chain-ends',
  'changes',
  'flags',
  'law-change-proposals',
  'register-readings',
  'source-states',
  'source-checks',
  'quote-states',
  'host-states',
  'watch-passes',
  'releases',
  'leases',
  'digest-runs',
  'site',
])

/** A set of rows that is carried over: a collection, a global, or the earlier versions of one. */
export interface RowSet {
  /** Names it in a backup: `offences`, `offences.versions`. */
  name: string
  slug: string
  kind: 'rows' | 'versions' | 'global' | 'global-versions'
  /** Whether nothing in it needs to be encrypted. */
  open: boolean
  /** Whether its texts are hashed: they are carried over to the letter, whatever ids they name. */
  sealed: boolean
}

const setOf = (slug: string, kind: RowSet['kind']): RowSet => ({
  name: kind === 'rows' ? slug : kind === 'global' ? `${slug}.global` : `${slug}.versions`,
  slug,
  kind,
  open: OPEN.has(slug),
  sealed: HASHED.has(slug),
})

/**
 * Everything in a database, in the order in which it is read: what grows only, such as events, comes before the
 * ends that point into it when it is read again.
 */
export function rowSets({ config }: Pick<Payload, 'config'>): RowSet[] {
  const sets: RowSet[] = []
  for (const { slug, versions } of config.collections) {
    if (LEFT_BEHIND.has(slug)) continue
    sets.push(setOf(slug, 'rows'))
    if (versions) sets.push(setOf(slug, 'versions'))
  }
  for (const { slug, versions } of config.globals) {
    sets.push(setOf(slug, 'global'))
    if (versions) sets.push(setOf(slug, 'global-versions'))
  }
  return sets
}
