import type { SanitizedCollectionConfig, SanitizedConfig, SanitizedGlobalConfig } from 'payload'
import { accessFirst, globalAccessFirst } from './access-first.ts'
import { guardEndpoints } from './endpoints.ts'
import { formLocks } from './form-locks.ts'
import { keepForMachines, keepId } from './machine-fields.ts'
import { openFieldsOnly, openGlobalFieldsOnly } from './query.ts'

const LOCKS = 'payload-locked-documents'

function guardCollection(collection: SanitizedCollectionConfig): void {
  if (collection.slug === LOCKS) Object.assign(collection.access, formLocks)
  collection.hooks.beforeOperation = [
    accessFirst,
    openFieldsOnly,
    keepId,
    ...collection.hooks.beforeOperation,
  ]
  keepForMachines(collection.fields)
  // Payload answers 501 for a collection without routes, as if the server had failed. An empty list answers
  // 404.
  collection.endpoints =
    collection.endpoints === false ? [] : guardEndpoints(collection.endpoints, { collection })
}

function guardGlobal(global: SanitizedGlobalConfig): void {
  global.hooks.beforeOperation = [
    globalAccessFirst,
    openGlobalFieldsOnly,
    ...(global.hooks.beforeOperation ?? []),
  ]
  keepForMachines(global.fields)
  if (global.endpoints !== false) global.endpoints = guardEndpoints(global.endpoints, { global })
}

/**
 * Applies the rules common to every collection and global, including Payload's own, which are added after all
 * plugins: access is decided first, hidden fields cannot be queried, and no request can set machine-kept
 * fields.
 */
export async function guarded(built: Promise<SanitizedConfig>): Promise<SanitizedConfig> {
  const config = await built
  config.collections.forEach(guardCollection)
  config.globals.forEach(guardGlobal)
  config.endpoints = guardEndpoints(config.endpoints, {})
  return config
}
