import type { Access, CollectionConfig, PayloadRequest } from 'payload'
import { queryProblem } from '#domain/desk/saved-views.ts'
import { rolesOf } from '#lib/actor.ts'
import { nobody, staff } from './access/roles.ts'
import { line } from './fields/plain-text.ts'
import { keepFew, nameOwner } from './saved-views/hooks.ts'

/** Of a person's own views. */
const own: Access = ({ req }) =>
  rolesOf(req).length > 0 && req.user ? { owner: { equals: String(req.user.id) } } : false

const ownOrShared: Access = async (args) => {
  const mine = await own(args)
  return typeof mine === 'object' ? { or: [mine, { shared: { equals: true } }] } : mine
}

/** Whoever shared a view may have gone: administrators remove it. */
const ownOrAdministered: Access = (args) =>
  rolesOf(args.req).includes('administrator') ? ownOrShared(args) : own(args)

/** A list as somebody arranged it, under a name: of one person, or shared with everybody at the desk. */
export const savedViews: CollectionConfig = {
  slug: 'saved-views',
  labels: { singular: 'Saved view', plural: 'Saved views' },
  access: {
    create: staff,
    read: ownOrShared,
    update: own,
    delete: ownOrAdministered,
    readVersions: nobody,
    unlock: nobody,
    admin: () => false,
  },
  defaultSort: 'title',
  disableDuplicate: true,
  disableBulkEdit: true,
  lockDocuments: false,
  timestamps: false,
  admin: { hidden: true, useAsTitle: 'title' },
  hooks: { beforeChange: [keepFew, nameOwner] },
  fields: [
    line({ name: 'title', label: 'Name', required: true }),
    {
      type: 'text',
      name: 'list',
      label: 'List',
      required: true,
      index: true,
      validate: (value: unknown, { req }: { req: PayloadRequest }) => {
        const lists = req.payload.config.collections.filter(({ admin }) => admin.hidden !== true)
        return lists.some(({ slug }) => slug === value) ? true : 'There is no such list.'
      },
    },
    {
      type: 'textarea',
      name: 'query',
      label: 'Filters, order and columns',
      required: true,
      validate: (value: unknown) =>
        typeof value === 'string' ? (queryProblem(value) ?? true) : 'This must be text.',
    },
    { type: 'checkbox', name: 'shared', label: 'Everybody at the desk sees it', defaultValue: false },
    { type: 'text', name: 'owner', label: 'Owner', index: true, admin: { hidden: true } },
    { type: 'text', name: 'by', label: 'Saved by', admin: { hidden: true } },
  ],
}
