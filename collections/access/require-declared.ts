import type { Config, Plugin } from 'payload'
import type { CollectionAccess, GlobalAccess } from './roles.ts'

const COLLECTION: (keyof CollectionAccess)[] = [
  'create',
  'read',
  'update',
  'delete',
  'readVersions',
  'unlock',
  'admin',
]
const GLOBAL: (keyof GlobalAccess)[] = ['read', 'update', 'readVersions']

/**
 * Refuses to start if a collection or global leaves an operation to Payload's default, which admits any user.
 * Runs before Payload fills in its defaults.
 */
export const requireDeclaredAccess: Plugin = (config: Config): Config => {
  const missing = [
    ...(config.collections ?? []).flatMap(({ slug, access }) =>
      COLLECTION.filter((operation) => typeof access?.[operation] !== 'function').map(
        (operation) => `collection ${slug}: ${operation}`,
      ),
    ),
    ...(config.globals ?? []).flatMap(({ slug, access }) =>
      GLOBAL.filter((operation) => typeof access?.[operation] !== 'function').map(
        (operation) => `global ${slug}: ${operation}`,
      ),
    ),
  ]
  if (missing.length > 0)
    throw new Error(
      `Access is not declared for:\n  ${missing.join('\n  ')}\nDeclare it with the predicates of collections/access.`,
    )
  return config
}
