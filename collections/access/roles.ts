import type { Access, CollectionConfig, FieldAccess, GlobalConfig } from 'payload'
import { rolesOf } from '#lib/actor.ts'

/** Nobody, by any way in: rows of this collection are written by the system alone. */
export const nobody: Access = () => false

/** Anybody who is signed in. There are no other users than staff. */
export const staff: Access = ({ req }) => rolesOf(req).length > 0

export const editors: Access = ({ req }) =>
  rolesOf(req).some((role) => role === 'editor' || role === 'reviewer')

export const administrators: Access = ({ req }) => rolesOf(req).includes('administrator')

/** Administrators everybody; others themselves alone. */
export const administratorsOrSelf: Access = ({ req }) => {
  if (rolesOf(req).includes('administrator')) return true
  return rolesOf(req).length > 0 && req.user ? { id: { equals: req.user.id } } : false
}

export const administratorsOnlyField: FieldAccess = ({ req }) => rolesOf(req).includes('administrator')

/** Every operation that a collection can be asked for. A collection that leaves one out does not compile or start. */
export type CollectionAccess = Required<
  Pick<
    NonNullable<CollectionConfig['access']>,
    'create' | 'read' | 'update' | 'delete' | 'readVersions' | 'unlock' | 'admin'
  >
>
export type GlobalAccess = Required<
  Pick<NonNullable<GlobalConfig['access']>, 'read' | 'update' | 'readVersions'>
>

/** What editors keep: staff read, editors and reviewers write. */
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

/** What the system writes and staff may look at. */
export const keptByTheSystem: CollectionAccess = {
  ...keptByEditors,
  create: nobody,
  update: nobody,
  delete: nobody,
  readVersions: nobody,
}
