import type { Access, CollectionConfig, FieldAccess, GlobalConfig } from 'payload'
import { rolesOf } from '#lib/actor.ts'

/** Nobody, through any entry point: only the system writes rows of this collection. */
export const nobody: Access = () => false

/** Any signed-in user. All users are staff. */
export const staff: Access = ({ req }) => rolesOf(req).length > 0

export const editors: Access = ({ req }) =>
  rolesOf(req).some((role) => role === 'editor' || role === 'reviewer')

export const administrators: Access = ({ req }) => rolesOf(req).includes('administrator')

/** Administrators see everyone; others only themselves. */
export const administratorsOrSelf: Access = ({ req }) => {
  if (rolesOf(req).includes('administrator')) return true
  return rolesOf(req).length > 0 && req.user ? { id: { equals: req.user.id } } : false
}

export const administratorsOnlyField: FieldAccess = ({ req }) => rolesOf(req).includes('administrator')

/** Every operation of a collection. A collection that omits one does not compile or start. */
export type CollectionAccess = Required<
  Pick<
    NonNullable<CollectionConfig['access']>,
    'create' | 'read' | 'update' | 'delete' | 'readVersions' | 'unlock' | 'admin'
  >
>
export type GlobalAccess = Required<
  Pick<NonNullable<GlobalConfig['access']>, 'read' | 'update' | 'readVersions'>
>

/** Maintained by editors: staff read, editors and reviewers write. */
export const keptByEditors: CollectionAccess = {
  create: editors,
  read: staff,
  update: editors,
  delete: editors,
  readVersions: staff,
  unlock: nobody,
  admin: ({ req }) => rolesOf(req).length > 0,
}

/** Structure: staff read, administrators write. */
export const keptByAdministrators: CollectionAccess = {
  ...keptByEditors,
  create: administrators,
  update: administrators,
  delete: administrators,
}

/** Written by the system: staff may only read. */
export const keptByTheSystem: CollectionAccess = {
  ...keptByEditors,
  create: nobody,
  update: nobody,
  delete: nobody,
  readVersions: nobody,
}
